import { place } from "../../route.svelte";
import type { Span } from "../../api/types";

// citeOf is the address of words in their report: by the claim that they state, else by
// the bytes that they cover.
export function citeOf(report: string, claim?: string, span?: Span): string {
  const hash = claim ?? (span && span.end > span.start ? `${span.start}-${span.end}` : "");
  return place.href("report", report, {}, hash);
}
