// What a block of a report is drawn as: runs, each under one set of claims, made of
// pieces, each under one set of marks.
import type { Block, Claim, Mark, Report, Span } from "../../api/types";
import { placesIn } from "./bytes";

export type Piece = { text: string; marks: Mark[]; cited: boolean };
export type Run = { claims: string[]; starts: string[]; pieces: Piece[] };
export type Drawn = { block: Block; runs: Run[] };

type Ranged<T> = { from: number; to: number; of: T };

// drawn cuts the text at every end of a claim, a mark or the cited words. Claims are told
// innermost first, so that a click on a narrow one finds it.
export function drawn(r: Report, layers: Set<string>, cited?: Span): Drawn[] {
  const at = placesIn(r.text);
  const ranged = <T extends { span: Span }>(list: T[]): Ranged<T>[] => list.map((of) => ({ from: at(of.span.start), to: at(of.span.end), of }));
  const claims = ranged<Claim>(layers.has("claim") ? r.claims : []).filter((c) => c.to > c.from);
  const marks = ranged<Mark>(r.marks.filter((m) => layers.has(m.layer))).filter((m) => m.to > m.from);
  const words = cited && { from: at(cited.start), to: at(cited.end) };
  const begun = new Set<string>();

  return r.blocks.map((block) => {
    const from = at(block.span.start);
    const to = at(block.span.end);
    const within = <T>(list: Ranged<T>[]) => list.filter((x) => x.from < to && from < x.to);
    const mine = within(claims);
    const marked = within(marks);
    const cuts = [...new Set([from, to, ...[...mine, ...marked, ...(words ? [words] : [])].flatMap((x) => [x.from, x.to])])]
      .filter((c) => c >= from && c <= to)
      .sort((a, b) => a - b);
    const runs: Run[] = [];
    for (let i = 0; i + 1 < cuts.length; i++) {
      const a = cuts[i]!;
      const b = cuts[i + 1]!;
      const over = mine.filter((c) => c.from <= a && b <= c.to).sort((x, y) => x.to - x.from - (y.to - y.from));
      const ids = over.map((c) => c.of.id);
      const piece: Piece = {
        text: r.text.slice(a, b),
        marks: marked.filter((m) => m.from <= a && b <= m.to).map((m) => m.of),
        cited: !!words && words.from <= a && b <= words.to,
      };
      const last = runs.at(-1);
      if (last && last.claims.join() === ids.join()) {
        last.pieces.push(piece);
        continue;
      }
      const starts = ids.filter((id) => !begun.has(id));
      starts.forEach((id) => begun.add(id));
      runs.push({ claims: ids, starts, pieces: [piece] });
    }
    return { block, runs };
  });
}
