import type { Claim, Report, Span } from "../../api/types";

// citedOf is the stretch of bytes that an address names: "#80-214".
export function citedOf(hash: string): Span | undefined {
  const m = /^(\d+)-(\d+)$/.exec(hash);
  return m ? { start: Number(m[1]), end: Number(m[2]) } : undefined;
}

// chosenOf are the claims that an address names, by id or as those that the cited words
// state.
export function chosenOf(r: Report, hash: string): Claim[] {
  const cited = citedOf(hash);
  return r.claims.filter((c) => c.id === hash || (cited && cited.start < c.span.end && c.span.start < cited.end));
}
