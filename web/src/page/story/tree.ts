// The stemma of a story: which report descends from which. A report has at most one
// parent, the one that it shares most with among those that are sure to be older. Reports
// that share a wire that is not in the record hang on one supposed ancestor, as textual
// critics draw a lost witness.
import type { Descent, ReportHead, StoryTree } from "../../api/types";

export type Node = { report?: ReportHead; lost?: string; edge?: Descent; children: Node[] };

const rank: Record<string, number> = { correction: 6, update: 5, reprint: 4, excerpt: 3, translation: 2, "common-wire": 1 };

export function treeOf(story: StoryTree): Node[] {
  const heads = new Map(story.nodes.map((r) => [r.id, r]));
  const edges = story.edges.filter((e) => heads.has(e.a) && heads.has(e.b));
  const nodes = new Map(story.nodes.map((r): [string, Node] => [r.id, { report: r, children: [] }]));
  const parent = new Map<string, Node>();

  const sure = edges.filter((e) => e.relation !== "common-wire").sort((x, y) => y.shared - x.shared || (rank[y.relation] ?? 0) - (rank[x.relation] ?? 0));
  for (const e of sure) {
    const a = nodes.get(e.a)!;
    const b = nodes.get(e.b)!;
    if (parent.has(e.b) || descends(a, b, parent)) continue;
    b.edge = e;
    parent.set(e.b, a);
    a.children.push(b);
  }

  const roots: Node[] = [];
  for (const group of groupsOf(story, edges.filter((e) => e.relation === "common-wire"))) {
    const tops = group.filter((id) => !parent.has(id));
    if (tops.length < 2) continue;
    const lost: Node = { lost: wireOf(tops.map((id) => heads.get(id)!)), children: tops.map((id) => nodes.get(id)!) };
    for (const id of tops) parent.set(id, lost);
    roots.push(lost);
  }
  for (const r of story.nodes) if (!parent.has(r.id)) roots.push(nodes.get(r.id)!);
  for (const n of nodes.values()) n.children.sort(earlier);
  for (const n of roots) n.children.sort(earlier);
  return roots.sort(earlier);
}

function descends(a: Node, b: Node, parent: Map<string, Node>): boolean {
  for (let n: Node | undefined = a; n; n = n.report && parent.get(n.report.id)) if (n === b) return true;
  return false;
}

function groupsOf(story: StoryTree, edges: Descent[]): string[][] {
  const group = new Map(story.nodes.map((r) => [r.id, r.id]));
  const find = (id: string): string => (group.get(id) === id ? id : find(group.get(id)!));
  for (const e of edges) group.set(find(e.a), find(e.b));
  const groups = new Map<string, string[]>();
  for (const r of story.nodes) groups.set(find(r.id), [...(groups.get(find(r.id)) ?? []), r.id]);
  return [...groups.values()].filter((g) => g.length > 1);
}

// wireOf names the supposed ancestor by the agency that all of them carry.
function wireOf(reports: ReportHead[]): string {
  const shared = reports[0]?.agencies.map((a) => a.agency).find((agency) => reports.every((r) => r.agencies.some((a) => a.agency === agency)));
  return shared ? `A wire of ${shared} that is not in the record` : "A common wire that is not in the record";
}

function first(n: Node): string {
  return n.report?.published ?? n.children.map(first).sort()[0] ?? "";
}

function earlier(a: Node, b: Node): number {
  return first(a).localeCompare(first(b)) || (a.report?.id ?? "").localeCompare(b.report?.id ?? "");
}

export function countOf(nodes: Node[]): number {
  return nodes.reduce((n, x) => n + 1 + countOf(x.children), 0);
}
