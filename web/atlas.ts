// The atlas as modules: the world at 1:110m for a first look, and the 1:50m outlines cut
// into sheets, of which a map loads those that its view touches. The whole 1:50m file is
// 230 kB gzipped, most of it coasts that no reader of one conflict looks at.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Plugin } from "vite";
import { letters } from "./src/part/map/arcs.ts";

type Box = [west: number, south: number, east: number, north: number];
type Sheet = { box: Box; topology: Topology };
type Named = { name: string };

// CELL is the side of a sheet in degrees. Larger ones load outlines that nobody sees,
// smaller ones repeat the borders between them.
const CELL = 40;
const prefix = "virtual:atlas";

export function atlas(): Plugin {
  let sheets: Sheet[] | undefined;
  const cut = () => (sheets ??= cutSheets(open("countries-50m.json")));
  return {
    name: "atlas",
    resolveId: (id) => (id.startsWith(prefix) ? "\0" + id : undefined),
    load(id) {
      if (!id.startsWith("\0" + prefix)) return;
      const part = id.slice(prefix.length + 2);
      if (part === "") return index(cut());
      if (part === "world") return json(pack(open("countries-110m.json")));
      return json(pack(cut()[Number(part.replace("sheet-", ""))]!.topology));
    },
  };
}

function open(name: string): Topology {
  return JSON.parse(readFileSync(createRequire(import.meta.url).resolve("world-atlas/" + name), "utf8")) as Topology;
}

function json(value: unknown): string {
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
}

// pack writes the arcs, which are most of a sheet, as letters: see src/part/map/arcs.ts.
function pack(t: Topology): object {
  const arcs = t.arcs.map((arc) => arc.flatMap((p) => [p[0]!, p[1]!]).map(letters).join(""));
  return { ...t, bbox: undefined, arcs: arcs.join(" "), objects: { countries: t.objects.countries } };
}

function index(sheets: Sheet[]): string {
  const list = sheets.map((s, i) => `{ box: ${JSON.stringify(s.box)}, load: () => import("${prefix}/sheet-${i}") }`);
  return `export const world = () => import("${prefix}/world");\nexport const sheets = [${list.join(",\n")}];`;
}

// cutSheets puts each polygon on the sheet of its middle. A sheet's box is what its
// polygons cover, so that a large country is found from everywhere that it reaches.
function cutSheets(whole: Topology): Sheet[] {
  const boxes = whole.arcs.map((arc) => boxOf(whole, arc as [number, number][]));
  const cells = new Map<string, { box: Box; polygons: { name: string; rings: number[][] }[] }>();
  for (const g of (whole.objects.countries as GeometryCollection<Named>).geometries) {
    if (g.type !== "Polygon" && g.type !== "MultiPolygon") continue;
    for (const rings of (g.type === "Polygon" ? [g.arcs] : g.arcs) as number[][][]) {
      const box = join(rings[0]!.map((a) => boxes[a < 0 ? ~a : a]!));
      if (box[3] < -60) continue; // the ice of Antarctica, a sixth of all points
      const key = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2].map((d) => Math.floor(d / CELL)).join();
      const cell = cells.get(key) ?? { box, polygons: [] };
      cell.box = join([cell.box, box]);
      cell.polygons.push({ name: g.properties?.name ?? "", rings });
      cells.set(key, cell);
    }
  }
  return [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, c]) => sheetOf(whole, c.box, c.polygons));
}

// sheetOf renumbers the arcs that the polygons use.
function sheetOf(whole: Topology, box: Box, polygons: { name: string; rings: number[][] }[]): Sheet {
  const numbers = new Map<number, number>();
  const number = (a: number): number => {
    const old = a < 0 ? ~a : a;
    if (!numbers.has(old)) numbers.set(old, numbers.size);
    return a < 0 ? ~numbers.get(old)! : numbers.get(old)!;
  };
  const geometries = polygons.map((p) => ({ type: "Polygon" as const, properties: { name: p.name }, arcs: p.rings.map((r) => r.map(number)) }));
  const arcs = [...numbers.keys()].map((old) => whole.arcs[old]!);
  return {
    box: box.map((d) => Math.round(d * 10) / 10) as Box,
    topology: { type: "Topology", transform: whole.transform!, arcs, objects: { countries: { type: "GeometryCollection", geometries } } } as Topology,
  };
}

function boxOf(whole: Topology, arc: [number, number][]): Box {
  const { scale, translate } = whole.transform!;
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  let x = 0, y = 0;
  for (const [dx, dy] of arc) {
    const lon = (x += dx) * scale[0]! + translate[0]!;
    const lat = (y += dy) * scale[1]! + translate[1]!;
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

function join(boxes: Box[]): Box {
  return [
    Math.min(...boxes.map((b) => b[0])), Math.min(...boxes.map((b) => b[1])),
    Math.max(...boxes.map((b) => b[2])), Math.max(...boxes.map((b) => b[3])),
  ];
}
