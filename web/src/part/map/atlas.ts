// The outlines that a map draws: the whole world roughly, or the sheets that a view
// touches, finely.
import { feature } from "topojson-client";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";
import { sheets, world } from "virtual:atlas";
import { arcsOf } from "./arcs";

export type Named = { name: string };
export type Outline = Feature<Geometry, Named>;
export type Packed = Omit<Topology, "arcs"> & { arcs: string };
export type Box = [west: number, south: number, east: number, north: number];

export async function outlines(view: Box): Promise<Outline[]> {
  const wide = view[2] - view[0] > 120;
  const parts = wide ? [world] : sheets.filter((s) => touches(s.box, view)).map((s) => s.load);
  const loaded = await Promise.all(parts.map((load) => load()));
  return loaded.flatMap((m) => open(m.default));
}

function touches(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

function open(packed: Packed): Outline[] {
  const topology: Topology = { ...packed, arcs: arcsOf(packed.arcs) };
  return (feature(topology, packed.objects.countries as GeometryCollection<Named>) as FeatureCollection<Geometry, Named>).features;
}
