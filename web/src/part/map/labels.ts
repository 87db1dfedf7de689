export type Dot = { id: string; name: string; lat: number; lon: number; weight: number; says: string; href: string; relation?: string };

type Placed = Dot & { at: [number, number]; r: number };
type Label = { x: number; y: number; anchor: "start" | "end" };
type Rect = [left: number, top: number, right: number, bottom: number];

// mostOf leaves out the few dots that lie far from the rest, so that a lone distant place
// does not shrink all others to a point: it keeps the nearest to the middle that carry
// nine tenths of the weight.
export function mostOf(dots: Dot[]): Dot[] {
  const whole = dots.reduce((sum, d) => sum + d.weight, 0);
  const middle = (of: (d: Dot) => number) => {
    let sum = 0;
    return of([...dots].sort((a, b) => of(a) - of(b)).find((d) => (sum += d.weight) >= whole / 2) ?? dots[0]!);
  };
  if (dots.length < 3) return dots;
  const lat = middle((d) => d.lat);
  const lon = middle((d) => d.lon);
  const far = (d: Dot) => Math.hypot(d.lat - lat, (d.lon - lon) * Math.cos((lat * Math.PI) / 180));
  let sum = 0;
  return [...dots].sort((a, b) => far(a) - far(b)).filter((d) => {
    const keep = sum < whole * 0.9;
    sum += d.weight;
    return keep;
  });
}

// labelsOf finds a free spot for the name of each dot, right of it or left of it, the
// heaviest first; a name that has none stays away, and the dot's title tells it.
export function labelsOf(dots: Placed[], width: number, height: number): Map<string, Label> {
  const taken: Rect[] = dots.map((d) => [d.at[0] - d.r, d.at[1] - d.r, d.at[0] + d.r, d.at[1] + d.r]);
  const labels = new Map<string, Label>();
  dots.forEach((d, i) => {
    const long = d.name.length * 6.9;
    const y = d.at[1] + 4;
    for (const anchor of ["start", "end"] as const) {
      const x = anchor === "start" ? d.at[0] + d.r + 4 : d.at[0] - d.r - 4;
      const rect: Rect = anchor === "start" ? [x, y - 11, x + long, y + 3] : [x - long, y - 11, x, y + 3];
      const free = taken.every((t, j) => j === i || rect[2] < t[0] || t[2] < rect[0] || rect[3] < t[1] || t[3] < rect[1]);
      if (!free || rect[0] < 2 || rect[2] > width - 2 || rect[1] < 0 || rect[3] > height) continue;
      taken.push(rect);
      labels.set(d.id, { x, y, anchor });
      return;
    }
  });
  return labels;
}
