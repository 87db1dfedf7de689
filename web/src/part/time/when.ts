// Times as the interface sends them: ISO 8601 at the precision that is known, the last
// day of an interval included, ".." for an open end.

export type Interval = { from?: number; to?: number }; // milliseconds, to is excluded
export const DAY = 86_400_000;

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

type Point = { year: number; month?: number; day?: number; clock?: string };

function pointOf(s: string): Point | undefined {
  const m = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d))?)?)?/.exec(s);
  if (!m) return;
  return { year: +m[1]!, month: m[2] ? +m[2] : undefined, day: m[3] ? +m[3] : undefined, clock: m[4] };
}

function begin(p: Point): number {
  return Date.UTC(p.year, (p.month ?? 1) - 1, p.day ?? 1);
}

function end(p: Point): number {
  if (p.day) return begin(p) + DAY;
  return p.month ? Date.UTC(p.year, p.month, 1) : Date.UTC(p.year + 1, 0, 1);
}

export function intervalOf(iso = ""): Interval {
  const [a = "", b = a] = iso.split("/");
  const from = pointOf(a);
  const to = pointOf(b);
  return { from: from && begin(from), to: to && end(to) };
}

export function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

// sayDay is a day, month or year in words: "11 December 2016".
export function sayDay(iso: string): string {
  const p = pointOf(iso);
  if (!p) return iso;
  return [p.day, p.month && months[p.month - 1], p.year].filter(Boolean).join(" ");
}

// sayShort leaves the long month names out: "11 Dec 2016".
export function sayShort(iso = ""): string {
  const p = pointOf(iso);
  if (!p) return iso;
  return [p.day, p.month && months[p.month - 1]!.slice(0, 3), p.year].filter(Boolean).join(" ");
}

// sayWhen is an interval in words, what both ends share said once: "8–11 December 2016",
// "since 11 December 2016". An unknown time is "".
export function sayWhen(iso = ""): string {
  if (!iso.includes("/")) return iso && sayDay(iso);
  const [a = "", b = ""] = iso.split("/");
  return saySpan(a.replace("..", ""), b.replace("..", ""));
}

export function saySpan(a = "", b = ""): string {
  if (a && !b) return "since " + sayDay(a);
  if (b && !a) return "until " + sayDay(b);
  if (a === b) return a && sayDay(a);
  const p = pointOf(a);
  const q = pointOf(b);
  if (!p || !q) return `${a} – ${b}`;
  if (p.year === q.year && p.day && q.day) {
    if (p.month === q.month) return `${p.day}–${sayDay(b)}`;
    return `${p.day} ${months[p.month! - 1]} – ${sayDay(b)}`;
  }
  if (p.year === q.year && !p.day && !q.day && p.month && q.month) return `${months[p.month - 1]} – ${sayDay(b)}`;
  return `${sayDay(a)} – ${sayDay(b)}`;
}
