import { DAY, intervalOf, isoDay } from "./when";

// Scale puts moments on a line from 0 to 1.
export type Scale = { begin: number; end: number; at: (ms: number) => number };
export type Tick = { at: number; label: string; strong: boolean };

export function scaleOf(begin: number, end: number, share = 0.12): Scale {
  const room = Math.max(DAY * 0.75, (end - begin) * share);
  const first = begin - room;
  const last = end + room;
  return { begin: first, end: last, at: (ms) => Math.min(Math.max((ms - first) / (last - first), 0), 1) };
}

export type Windows = { whole: Scale; near?: Scale };

// windowsOf are the lines on which spans of time are drawn: one that holds every end that
// is known, and, where most ends crowd into a small part of it, that part.
export function windowsOf(spans: { from?: string; to?: string }[], more: string[] = []): Windows | undefined {
  const ends = [...spans.map((s) => `${s.from || ".."}/${s.to || ".."}`), ...more]
    .map(intervalOf)
    .flatMap((i) => [i.from, i.to])
    .filter((m) => m !== undefined)
    .sort((a, b) => a - b);
  if (!ends.length) return;
  const least = ends[0]!;
  const most = ends.at(-1)!;
  const whole = scaleOf(least, most);
  const many = Math.ceil(ends.length * 0.7);
  let best = [least, most] as const;
  for (let i = 0; i + many <= ends.length; i++) {
    const crowd = [ends[i]!, ends[i + many - 1]!] as const;
    if (crowd[1] - crowd[0] < best[1] - best[0]) best = crowd;
  }
  const small = best[1] - best[0] < (most - least) * 0.15;
  return { whole, near: small ? scaleOf(best[0], best[1], 0.25) : undefined };
}

const short = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// ticksOf are at most about n moments to label, at whole days, months or years.
export function ticksOf(s: Scale, n: number): Tick[] {
  const days = (s.end - s.begin) / DAY;
  const steps = [1, 2, 5, 10];
  if (days / 10 <= n) return dayTicks(s, steps.find((d) => days / d <= n) ?? 10);
  const months = days / 30.4;
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].find((m) => months / m <= n) ?? 1200;
  return monthTicks(s, step);
}

function dayTicks(s: Scale, step: number): Tick[] {
  const ticks: Tick[] = [];
  for (let d = Math.ceil(s.begin / DAY) * DAY; d <= s.end; d += DAY) {
    const date = new Date(d);
    const day = date.getUTCDate();
    const first = step > 1 ? day === 1 || (day % step === 0 && day <= 31 - step / 2) : true;
    if (!first) continue;
    const named = ticks.length === 0 || day === 1 || day <= step;
    ticks.push({ at: s.at(d), label: named ? `${day} ${short[date.getUTCMonth()]}${ticks.length === 0 ? " " + date.getUTCFullYear() : ""}` : String(day), strong: day === 1 });
  }
  return ticks;
}

function monthTicks(s: Scale, step: number): Tick[] {
  const ticks: Tick[] = [];
  const start = new Date(s.begin);
  for (let m = start.getUTCFullYear() * 12 + start.getUTCMonth(); ; m++) {
    const ms = Date.UTC(Math.floor(m / 12), m % 12, 1);
    if (ms > s.end) return ticks;
    if (ms < s.begin || m % step) continue;
    const january = m % 12 === 0;
    const year = isoDay(ms).slice(0, 4);
    ticks.push({ at: s.at(ms), label: step >= 12 ? year : `${short[m % 12]}${january || ticks.length === 0 ? " " + year : ""}`, strong: january });
  }
}
