import type { Stretch } from "../../api/types";
import { intervalOf } from "../time/when";

// lanesOf puts stretches that overlap in time one below the other.
export function lanesOf(stretches: Stretch[]): { of: Map<Stretch, number>; count: number } {
  const ends: number[] = [];
  const of = new Map<Stretch, number>();
  const whole = stretches.map((s) => ({ s, ...intervalOf(`${s.from || ".."}/${s.to || ".."}`) }));
  whole.sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity));
  for (const { s, from = -Infinity, to = Infinity } of whole) {
    let lane = ends.findIndex((end) => end <= from);
    if (lane < 0) lane = ends.length;
    ends[lane] = to;
    of.set(s, lane);
  }
  return { of, count: Math.max(1, ends.length) };
}
