// Where the reader is: a page, what it is about, and the filters in the query.
import { tick } from "svelte";

export const pages = ["place", "matter", "story", "report", "source", "search", "brief", "gallery"] as const;
export type PageName = "now" | (typeof pages)[number] | "lost";

export type Route = { page: PageName; about: string; query: URLSearchParams; hash: string };

export function routeOf(url: URL): Route {
  const [, first = "", ...rest] = url.pathname.split("/");
  const page = first === "" ? "now" : (pages.find((p) => p === first) ?? "lost");
  return { page, about: rest.map(decode).join("/"), query: url.searchParams, hash: decode(url.hash.slice(1)) };
}

function decode(s: string): string {
  try {
    return decodeURIComponent(s);
  } catch {
    return s;
  }
}

// The parameters that go along from page to page: the moment as of which the record is shown.
const carried = ["as_of"];

class Place {
  current = $state.raw(routeOf(new URL(location.href)));

  // href is the address of a page, with what is carried along.
  href(page: Exclude<PageName, "lost">, about = "", query: Record<string, string | undefined> = {}, hash = ""): string {
    const q = new URLSearchParams();
    for (const name of carried) if (this.current.query.has(name)) q.set(name, this.current.query.get(name)!);
    for (const [name, value] of Object.entries(query)) value ? q.set(name, value) : q.delete(name);
    const path = page === "now" ? "/" : `/${page}${about ? "/" + encodeURIComponent(about) : ""}`;
    return path + (q.size ? "?" + q : "") + (hash ? "#" + encodeURIComponent(hash) : "");
  }

  go(href: string, how: "push" | "replace" = "push") {
    if (how === "push") history.pushState(null, "", href);
    else history.replaceState(history.state, "", href);
    this.arrive();
    void tick().then(() => document.getElementById(this.current.hash)?.scrollIntoView());
  }

  // set changes filters of the page that is shown; an empty value takes one away.
  set(query: Record<string, string>, how: "push" | "replace" = "replace") {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(query)) value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
    this.go(url.pathname + url.search + url.hash, how);
  }

  arrive() {
    this.current = routeOf(new URL(location.href));
  }

  // follow turns clicks on the pages' own links into moves without a load.
  follow(e: MouseEvent) {
    const a = (e.target as Element).closest?.("a");
    if (!a || e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    if (a.target || a.hasAttribute("download") || a.origin !== location.origin) return;
    if (routeOf(new URL(a.href)).page === "lost") return;
    if (a.hash && a.pathname === location.pathname && a.search === location.search) return; // The browser moves within a page.
    e.preventDefault();
    const before = location.pathname;
    this.go(a.href);
    if (location.pathname !== before && !location.hash) scrollTo(0, 0);
  }
}

export const place = new Place();
