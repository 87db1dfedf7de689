// Records made up for the gallery: nothing, a little, very much, and words of several
// scripts with markup in them. Everything in them is invented.
import type {
  Brief, Claim, Comparison, Hit, Matter, MatterHead, Place, Quote, RecordCounts, Report, ReportHead, Source, StoryTree, Stretch, Tally,
} from "../../api/types";

export const states = ["empty", "small", "huge", "scripts", "failing"] as const;
export type State = (typeof states)[number];

// Voice is how a state fills its texts.
type Voice = { many: number; place: string; holder: string; rival: string; monitor: string; outlet: (i: number) => string; title: (i: number) => string; words: (i: number) => string; language: string };

const markup = `<img src=x onerror="document.title='run'"> <script>document.title='run'</script>`;
const longWord = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

const voices: Record<"small" | "huge" | "scripts", Voice> = {
  small: {
    many: 4, place: "Ostwick", holder: "Northern Guard", rival: "Ostwick garrison", monitor: "Plains Observatory", language: "en",
    outlet: (i) => ["Harbour Post", "Evening Mail", "Inland Times", "Coast Daily"][i % 4]!,
    title: (i) => ["Guard enters Ostwick", "Garrison says it holds Ostwick", "Eleven dead in Ostwick", "Toll in Ostwick rises"][i % 4]!,
    words: (i) => [`The Northern Guard took Ostwick on Monday, the Plains Observatory said.`, `The garrison holds the town and beat back every attack, its commander said.`, `At least ${8 + i} people were killed in Ostwick on Monday.`, `More than 2,000 people have fled Ostwick since Sunday.`][i % 4]!,
  },
  huge: {
    many: 400, place: "Ostwick", holder: "Northern Guard of the United Provisional Councils of the Upper River Districts", rival: `${longWord} garrison`, monitor: "Plains Observatory", language: "en",
    outlet: (i) => `The ${["Harbour", "Evening", "Inland", "Coast", "Upland"][i % 5]} ${["Post", "Mail", "Times", "Daily", "Courier", "Gazette", "Ledger"][i % 7]} ${1 + (i % 31)}`,
    title: (i) => `Report ${i + 1}: ${i % 9 ? "fighting goes on around Ostwick as both sides give other figures of the dead and the wounded, of those who fled and of those who stayed" : longWord}`,
    words: (i) => `At least ${(1 + i * 37) % 5000} people were killed in Ostwick, ${i % 3 ? "the Plains Observatory said" : "the garrison said"}, after ${i % 28} days of fighting for the bridges, the mill, the station and the old town, where hundreds of families are said to be without water.`,
  },
  scripts: {
    many: 4, place: "مدينة الواحة <i>x</i>", holder: "جيش الشمال", rival: "北方守备队", monitor: `Observatory ${markup}`, language: "ar",
    outlet: (i) => ["صحيفة المرفأ", "平原日报", `Post ${markup}`, "Coast Daily"][i % 4]!,
    title: (i) => ["الجيش يدخل مدينة الواحة", "守备队称仍控制该镇", markup, "Guard “enters” <b>Ostwick</b> & leaves"][i % 4]!,
    words: (i) => ["قال المرصد إن 11 شخصا على الأقل قتلوا في مدينة الواحة يوم الاثنين.", "守备队指挥官说，该镇仍在其控制之下，所有进攻均被击退。", `The Guard took the town, ${markup} said.`, "قال القائد: “We hold the town” ثم غادر."][i % 4]!,
  },
};

const list = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const day = (i: number) => `2031-05-${String(4 + (i % 24)).padStart(2, "0")}`;
const bytes = (s: string) => new TextEncoder().encode(s).length;
const relations = ["contradiction", "supersession", undefined, "scope", undefined, "refinement", undefined];
const sides = ["monitor", "party", "state body", "newsroom", "humanitarian body", "witness", "unknown"];

export type Canned = {
  counts: RecordCounts; matters: MatterHead[]; matter: Matter; place: Place; story: StoryTree; comparison: Comparison;
  report: Report; source: Source; hits: Hit[]; brief: Brief; q: string;
};

export function canned(state: Exclude<State, "failing">): Canned {
  return state === "empty" ? empty() : filled(voices[state]);
}

const nothing = { matters: 0, first: 0, contradicted: { others: 0, itself: 0 }, superseded: { others: 0, itself: 0 } };

function empty(): Canned {
  const counts = { reports: 0, claims: 0, matters: 0, disputes: 0, stories: 0, holdings: 0, tallies: 0, rejected: 0, writable: false, version: "gallery" } as RecordCounts;
  const head = { id: "m0", question: "Who held Ostwick on 4 May 2031?", kinds: [], sides: [], weight: 0, claims: 0, reports: 0, origins: 0 } as unknown as MatterHead;
  const report: ReportHead = { id: "empty.txt", version: 1, agencies: [], dateline: [] };
  return {
    counts, q: "Ostwick",
    matters: [],
    matter: { ...head, by_origin: [], disputes: [], tallies: [], estimates: [], answers: [] } as Matter,
    place: { name: "Ostwick", claims: 0, bands: [], tallies: [], displaced: [], matters: [], reports: [], within: [] } as Place,
    story: { id: "s0", title: "A story of no report", places: [], reports: 0, nodes: [], edges: [] } as StoryTree,
    comparison: { a: report, b: { ...report, id: "other.txt" }, shared: 0, rows: [], figures: 0 } as Comparison,
    report: { ...report, text: "", blocks: [], dates: [], sentences: [], marks: [], claims: [], descents: [], versions: [], rejected: [] } as Report,
    source: { name: "Nobody", roles: [], relies_on: [], carried_by: [], as_speaker: nothing, as_outlet: nothing, said: [], latest: [], matters: [] } as Source,
    hits: [],
    brief: { about: "Ostwick", reports: 0, entries: [], cites: [], left_out: 0 } as Brief,
  };
}

function filled(v: Voice): Canned {
  const geo = (i: number) => ({ id: `g${i % 9}`, lat: 46 + ((i * 7) % 9) / 3, lon: 8 + ((i * 5) % 9) / 2, precision: "city" });
  const heads = list(v.many, (i): ReportHead => ({
    id: `report-${i}.txt`, version: 1, outlet: v.outlet(i), title: v.title(i), published: day(i), published_evidence: "input", language: v.language,
    agencies: i % 3 ? [] : [{ agency: "Riverwire", span: { start: 0, end: 0 }, evidence: "body" }], dateline: [v.place],
  }));
  const stand = (i: number) => ({ report: `report-${i}.txt`, span: { start: 0, end: bytes(v.words(i)) }, outlet: v.outlet(i), published: day(i), claim: `c${i}` });
  const quote = (i: number, n = 1): Quote => ({ words: v.words(i), in: list(n, (k) => stand(i + k * 4)) });
  const claim = (i: number): Claim =>
    ({
      id: `c${i}`, says: v.words(i), report: `report-${i}.txt`, outlet: v.outlet(i), published: day(i), span: { start: 0, end: bytes(v.words(i)) }, words: v.words(i),
      sentence_span: { start: 0, end: bytes(v.words(i)) }, sentence: v.words(i), kind: i % 2 ? "killed" : "control", change: i % 2 ? undefined : "capture",
      actor: { name: i % 4 ? v.rival : v.holder, of: [] }, place: { name: v.place, geo: geo(i) }, time: day(i), time_said: "Monday", time_against: `published ${day(i)}`,
      quantity: i % 2 ? { value: 8 + i, bound: "at-least", unit: "people", flow: false } : undefined, speaker: v.monitor, side: sides[i % 7], via: [], stance: "asserted",
      cue: "said", cites: {}, reasons: [{ rule: "time/dateline", says: "the day is counted from the day of publication", cites: [{ report: `report-${i}.txt`, span: { start: 0, end: 3 }, words: v.words(i).slice(0, 12) }], because: [] }],
    }) as unknown as Claim;
  const matters = list(Math.min(v.many, 100), (i): MatterHead =>
    ({
      id: `m${i}`, question: i % 2 ? `How many people were killed in ${v.place} on ${4 + (i % 24)} May 2031?` : `Who held ${v.place} on ${4 + (i % 24)} May 2031?`, slot: i % 2 ? "value" : "control",
      kinds: ["control"], place: i % 9 ? `${v.place} ${i % 9}` : v.place, geo: i % 5 === 4 ? undefined : geo(i), time: day(i), moved: day(v.many - i), weight: 100 - i, claims: 1 + i, reports: 1 + (i % 40), origins: 1 + (i % 7),
      sides: sides.slice(0, 1 + (i % 6)), relation: relations[i % 7],
    }) as unknown as MatterHead,
  );
  const origins = v.many > 40 ? 24 : 3;
  const tallies = list(Math.min(origins, 7), (o): Tally => ({
    matter: "m1", question: matters[1]!.question, unit: "people", origin: o ? `${v.rival} ${o}` : v.monitor, flow: false,
    series: list(v.many > 40 ? 20 : 3 - (o % 2), (i) => ({ published: day(i + o), time: day(0), value: 8 + o * 5 + i * (3 + o), bound: ["exact", "at-least", "about", "at-most"][(i + o) % 4], report: `report-${i}.txt`, claim: `c${i}` })) as Tally["series"],
  }));
  const matter = {
    ...matters[1]!, relation: "contradiction",
    by_origin: list(origins, (o) => ({
      origin: o ? `${v.rival} ${o}` : v.monitor, side: sides[o % 7], answers: list(1 + (o % 2), (a) => ({ says: v.words(o + a), claims: [`c${o + a}`], quotes: [quote(o + a, v.many > 40 ? 9 : 2)] })),
      carried: list(v.many > 40 ? 12 : 2, (k) => ({ outlet: v.outlet(k), agency: k ? "Riverwire" : undefined, reports: [`report-${k}.txt`] })),
    })),
    disputes: [{ id: "d1", matter: "m1", question: matters[1]!.question, relation: "contradiction", explanation: `The counts exclude each other: ${v.words(0)}`, answers: [], reasons: [{ rule: "dispute/counts", says: "two counts of one thing at one time", cites: [{ report: "report-0.txt", span: { start: 0, end: 9 }, words: v.words(0) }], because: [] }] }],
    tallies, estimates: [{ unit: "people", flow: false, low: 8, best: 11, high: 19, origins: 3 }], answers: list(4, claim),
  } as unknown as Matter;
  const stretch = (i: number, holder: string): Stretch => ({
    id: `h-${holder}-${i}`, place: v.place, holder, from: i ? day(i * 3) : undefined, to: i % 3 === 2 ? undefined : day(i * 3 + 2), status: (["held", "contested", "besieged", "mixed", "unknown"] as const)[i % 5]!,
    disputed_by: i % 2 ? [`h-${holder}-0`] : [], speakers: [v.monitor, "report"], claims: [`c${i}`], quotes: [quote(i, 2)], reasons: [],
  }) as Stretch;
  const place = {
    name: v.place, claims: v.many * 3, geo: geo(0), tallies, displaced: tallies.slice(0, 1).map((t) => ({ ...t, matter: "m3" })), matters, reports: heads.slice(0, 60), within: list(3, (i) => ({ name: `${v.place} ${i + 1}`, claims: 2 })),
    bands: list(v.many > 40 ? 9 : 2, (b) => { const holder = b % 2 ? `${v.rival}${b > 1 ? " " + b : ""}` : `${v.holder}${b > 1 ? " " + b : ""}`; return { claimant: holder, stretches: list(v.many > 40 ? 7 : 3, (i) => stretch(i, holder)) }; }),
  } as unknown as Place;
  const wires = ["reprint", "excerpt", "update", "correction", "translation", "common-wire"] as const;
  const story = {
    id: "s1", title: v.title(0), time: `${day(0)}/${day(20)}`, places: [v.place], reports: heads.length, nodes: heads,
    edges: list(Math.max(0, heads.length - 2), (i) => ({ a: `report-${Math.floor(i / 3)}.txt`, b: `report-${i + 1}.txt`, relation: wires[i % 6]!, shared: 0.4 + (i % 6) / 10, reasons: [] })),
  } as unknown as StoryTree;
  const side = (i: number) => ({ span: { start: 100, end: 100 + bytes(v.words(i)) }, words: v.words(i), changed: [{ span: { start: 104, end: 112 }, figure: i % 2 === 0 }] });
  const rowKinds = ["verbatim", "figure-changed", "edited", "only-a", "only-b"];
  const comparison = {
    a: heads[0]!, b: heads[1]!, relation: "update", shared: 0.6, figures: 1,
    rows: list(v.many > 40 ? 120 : 5, (i) => ({ relation: rowKinds[i % 5]!, a: i % 5 === 4 ? undefined : { ...side(i), changed: i % 5 ? side(i).changed : [] }, b: i % 5 === 3 ? undefined : { ...side(i + (i % 5 ? 4 : 0)), changed: i % 5 ? side(i).changed : [] } })),
  } as unknown as Comparison;
  return {
    q: v.place, counts: { ...empty().counts, reports: v.many, claims: v.many * 12, matters: v.many * 4, disputes: v.many, first: day(0), last: day(23), writable: true }, matters, matter, place, story, comparison,
    report: reportOf(v, heads[0]!, claim),
    source: {
      name: v.monitor, side: "monitor", roles: [{ role: "speaker", name: v.monitor, reports: v.many, claims: v.many * 2 }], relies_on: list(4, (i) => ({ name: v.outlet(i), role: "agency", count: 9 - i })), carried_by: list(Math.min(v.many, 40), (i) => ({ name: v.outlet(i), role: "outlet", count: 40 - i })),
      as_speaker: { matters: v.many, first: Math.floor(v.many / 3), contradicted: { others: 2, itself: 1 }, superseded: { others: 1, itself: 3 } }, as_outlet: nothing,
      said: list(Math.min(v.many, 60), claim), latest: heads.slice(0, 20), matters: matters.slice(0, 20),
    } as unknown as Source,
    hits: list(Math.min(v.many * 2, 100), (i) => ({ noun: (["report", "claim", "place", "matter", "actor", "speaker"] as const)[i % 6]!, id: `x${i}`, title: v.title(i), text: v.words(i), marks: [{ start: 4, end: 12 }], where: i % 6 < 2 ? stand(i) : undefined, score: 1 })) as Hit[],
    brief: {
      about: v.place, reports: v.many, left_out: 2, cites: list(Math.min(v.many, 120), (i) => quote(i, 2)),
      entries: list(Math.min(v.many, 40), (i) => ({ matter: `m${i}`, question: matters[i % matters.length]!.question, support: `2 independent origins (monitor: ${v.monitor}; party: ${v.rival}) in ${1 + i} reports`, reports: 1 + i, origins: [{ name: v.monitor, side: "monitor" }], disputes: i % 2 ? [] : [{ relation: "contradiction", explanation: "The counts exclude each other." }], clauses: list(2, (c) => ({ text: v.words(i + c), voices: [{ text: v.monitor, cites: [1 + ((i + c) % Math.min(v.many, 120))], outlets: c + 1 }] })) })),
    } as unknown as Brief,
  };
}

// reportOf makes a text of the state's sentences, with a block of chrome at its head.
function reportOf(v: Voice, head: ReportHead, claim: (i: number) => Claim): Report {
  const n = v.many > 40 ? 300 : 4;
  let text = "Home > World > Plains\n\n";
  const blocks = [{ span: { start: 0, end: bytes(text) - 2 }, role: "chrome", why: "navigation" }];
  const claims: Claim[] = [];
  const marks = [];
  for (let i = 0; i < n; i++) {
    const start = bytes(text);
    text += v.words(i) + "\n\n";
    const span = { start, end: start + bytes(v.words(i)) };
    blocks.push({ span, role: i === 3 ? "caption" : "body", why: "" });
    claims.push({ ...claim(i), report: head.id, span, sentence_span: span });
    const word = v.words(i).split(" ")[1] ?? "";
    const at = start + bytes(v.words(i).slice(0, v.words(i).indexOf(word)));
    if (word) marks.push({ layer: ["actor", "place", "time", "number", "quotation"][i % 5]!, span: { start: at, end: at + bytes(word) }, says: v.holder, details: [] });
  }
  return { ...head, text, blocks, dates: [{ when: head.published, where: "input", span: { start: 0, end: 0 }, chosen: true, why: "given with the report" }], sentences: [], marks, claims, story: "s1", descents: [], versions: [], rejected: [] } as unknown as Report;
}
