// Asks the interface that serves the pages. Everything is read with plain GETs; the one
// POST carries the token that a person typed.
import type { Correction, NewCorrection } from "./types";

// Problem is an answer that is none: an error of the interface (RFC 9457) or of the way to it.
export class Problem extends Error {
  constructor(readonly status: number, readonly title: string, readonly detail: string) {
    super(detail || title);
  }
}

export type Query = Record<string, string | number | undefined>;

export function address(path: string, query: Query = {}): string {
  const q = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== "") q.set(name, String(value));
  return path + (q.size ? "?" + q : "");
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return ask<T>(address(path, query), { headers: { Accept: "application/json" }, signal });
}

export async function correct(body: NewCorrection, token: string): Promise<Correction> {
  const headers = { Accept: "application/json", "Content-Type": "application/json", Authorization: "Bearer " + token };
  return ask<Correction>("/corrections", { method: "POST", headers, body: JSON.stringify(body) });
}

async function ask<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (e) {
    if (init.signal?.aborted) throw e;
    throw new Problem(0, "No answer", "The server does not answer. It may have been stopped.");
  }
  if (response.ok) return (await response.json()) as T;
  throw await problemOf(response);
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const p = (await response.json()) as { title?: string; detail?: string };
    return new Problem(response.status, p.title ?? response.statusText, p.detail ?? "");
  } catch {
    return new Problem(response.status, response.statusText || "Error " + response.status, "");
  }
}
