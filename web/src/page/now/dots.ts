import type { MatterHead } from "../../api/types";
import type { Dot } from "../../part/map/labels";
import { plural } from "../../part/word/words";
import { place } from "../../route.svelte";

const gravest = ["contradiction", "supersession", "refinement", "scope"];

// placeOf is the key under which matters about one place meet on the map.
export function placeOf(m: MatterHead): string {
  return m.geo?.id || (m.place ? `${m.place}, ${m.in ?? ""}` : "");
}

type Heap = { id: string; name: string; in: string; list: MatterHead[]; weight: number; relation?: string };

function heapsOf(matters: MatterHead[]): Heap[] {
  const heaps = new Map<string, MatterHead[]>();
  for (const m of matters) if (m.place) heaps.set(placeOf(m), [...(heaps.get(placeOf(m)) ?? []), m]);
  return [...heaps]
    .map(([id, list]) => ({ id, name: list[0]!.place ?? "", in: list[0]!.in ?? "", list, weight: list.length, relation: gravest.find((g) => list.some((m) => m.relation === g)) }))
    .sort((a, b) => b.weight - a.weight);
}

const located = (h: Heap) => h.list.find((m) => m.geo?.lat !== undefined && m.geo.lon !== undefined)?.geo;

// dotsOf are the places of the matters that a map can show, as heavy as their matters are
// many and as grave as the gravest of their disputes.
export function dotsOf(matters: MatterHead[]): Dot[] {
  return heapsOf(matters).flatMap((h) => {
    const geo = located(h);
    return geo ? [{ id: h.id, name: h.name, lat: geo.lat!, lon: geo.lon!, weight: h.weight, says: plural(h.weight, "matter"), href: place.href("place", h.name), relation: h.relation }] : [];
  });
}

// unplacedOf are the places that have no coordinates, the heaviest first.
export function unplacedOf(matters: MatterHead[]): Heap[] {
  return heapsOf(matters).filter((h) => !located(h));
}
