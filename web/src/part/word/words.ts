// The record's own words, as a person reads them.
import type { Claim, Quantity, ReportHead } from "../../api/types";
import { sayDay } from "../time/when";

export const kinds: Record<string, string> = {
  control: "Control", clash: "Clashes", strike: "Strikes", killed: "Killed", wounded: "Wounded", detained: "Detained",
  displaced: "Displaced", strength: "Strength", movement: "Movement", losses: "Losses", destruction: "Destruction",
  share: "Share held", talks: "Talks", agreement: "Agreements", call: "Calls", accuse: "Accusations",
  condition: "Conditions", assessment: "Assessments",
};
export const sides = ["party", "state body", "monitor", "humanitarian body", "witness", "newsroom", "unknown"];
export const stances = ["asserted", "denied", "disputed", "expected", "called-for", "conditional"];

export const relations: Record<string, { word: string; means: string }> = {
  contradiction: { word: "contradiction", means: "Answers that exclude each other" },
  supersession: { word: "supersession", means: "A later state or count took an earlier one's place" },
  refinement: { word: "refinement", means: "One answer says more closely what another says" },
  scope: { word: "scope", means: "The answers are about another period, place or population" },
};

export const descents: Record<string, string> = {
  reprint: "reprint", excerpt: "excerpt", update: "update", correction: "correction", "common-wire": "common wire", translation: "translation",
};

// titleOf is what a report without a headline of its own is called by.
export function titleOf(r: ReportHead): string {
  return r.title || [r.outlet, r.published && sayDay(r.published)].filter(Boolean).join(", ") || r.id;
}

export function plural(n: number, one: string, many = one + "s"): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

export function count(n: number): string {
  return n.toLocaleString("en-GB", { maximumFractionDigits: 2 });
}

const bounds: Record<string, string> = { "at-least": "at least ", "at-most": "at most ", about: "about " };

export function bounded(n: number, bound = ""): string {
  return (bounds[bound] ?? "") + count(n);
}

// amount is a quantity as a report gives it: "at least 14 people", "dozens of fighters".
export function amount(q: Quantity): string {
  const unit = q.unit ? " " + (q.value === 1 ? single(q.unit) : q.unit) : "";
  const of = q.of ? ` of ${q.of}` : "";
  if (q.value !== undefined) return bounded(q.value, q.bound) + unit + of;
  if (q.low !== undefined && q.high !== undefined) return `${(bounds[q.bound ?? ""] ?? "") + count(q.low)}–${count(q.high)}${unit}${of}`;
  return q.rough ? `${q.rough}${q.unit ? (/(s|number)$/.test(q.rough) ? " of " : " ") + q.unit : ""}${of}` : "";
}

// single is a unit for one of what it counts: "person" of "people", "aid worker" of "aid workers".
function single(unit: string): string {
  return unit.replace(/[^ -]+$/, (last) => irregular[last] ?? (last.endsWith("ss") ? last : last.replace(/s$/, "")));
}

const irregular: Record<string, string> = {
  people: "person", children: "child", women: "woman", men: "man", bodies: "body", families: "family", lives: "life", troops: "soldier",
};

const changes: Record<string, string> = {
  enter: "entered", capture: "captured", recapture: "recaptured", hold: "held", contest: "contested", withdraw: "left", lose: "lost",
};
const deeds: Record<string, string> = {
  clash: "fought", strike: "struck", movement: "moved", losses: "destroyed", destruction: "damaged", talks: "met",
  agreement: "agreed with", call: "called on", accuse: "accused", detained: "detained", killed: "killed", wounded: "wounded", displaced: "displaced",
};
const happenings: Record<string, string> = {
  clash: "fighting", strike: "strike", movement: "movement", losses: "losses", destruction: "damage", talks: "talks", agreement: "agreement",
  call: "call", accuse: "accusation", condition: "conditions", assessment: "assessment", control: "control", share: "share held", strength: "strength",
  killed: "killed", wounded: "wounded", detained: "detained", displaced: "displaced",
};

// sayClaim is a claim in one line, of its fields alone: "Islamic State recaptured Palmyra".
export function sayClaim(c: Claim): string {
  const place = c.place ? `${c.place.relation ? c.place.relation + " " : ""}${c.place.name}` : "";
  const quantity = c.quantity ? amount(c.quantity) : "";
  const actor = c.actor?.name ?? "";
  const target = c.target?.name ?? "";
  const stance = c.stance && c.stance !== "asserted" ? c.stance.replace("-", " ") + ": " : "";
  let line: string;
  if (c.kind === "control") line = [actor || (c.change === "lose" || c.change === "withdraw" ? target : "") || "someone", changes[c.change ?? ""] ?? "controlled", place].join(" ");
  else if (quantity && ["killed", "wounded", "detained", "displaced", "losses"].includes(c.kind)) line = `${quantity} ${happenings[c.kind]}${target && !quantity.includes(target) ? " of " + target : ""}${actor ? " by " + actor : ""}`;
  else if (actor && deeds[c.kind]) line = `${actor} ${deeds[c.kind]}${target ? " " + target : ""}${quantity ? ", " + quantity : ""}`;
  else line = [happenings[c.kind] ?? c.kind, actor, target, quantity].filter(Boolean).join(", ");
  if (place && c.kind !== "control") line += (c.place?.relation ? ", " : " in ") + place;
  return stance + line;
}

// speaker is who speaks, the report's own voice by its outlet.
export function speaker(name = "", outlet = ""): string {
  if (name.startsWith(newsroom)) return outlet ? `${outlet} itself` : name;
  return name === "report" || name === "" ? (outlet ? outlet + " itself" : "the report itself") : name.replace("/", " · ");
}

// voice is a speaker in few words.
export function voice(name: string): string {
  return name === "report" ? "the report itself" : name.replace("/", " · ");
}

// newsroom begins the name of an origin that is a report's own voice; the report's id follows.
const newsroom = "newsroom of ";

// reportOf is the report whose own voice an origin is; "" for others.
export function reportOf(origin: string): string {
  return origin.startsWith(newsroom) ? origin.slice(newsroom.length) : "";
}

// bare is the name without a person, under which the record keeps a source.
export function bare(name: string): string {
  return name.split("/")[0] ?? name;
}
