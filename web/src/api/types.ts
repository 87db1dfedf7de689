export type Span = { start: number; end: number };
export type Cite = { report: string; span: Span; words: string };
export type Reason = { rule: string; says?: string; weight?: number; cites: Cite[]; because: Reason[] };
export type Geo = { id?: string; lat?: number; lon?: number; precision?: string };
export type Party = { name: string; id?: string; of: string[] };
export type Location = { name: string; in?: string; relation?: string; geo?: Geo };
export type Quantity = { value?: number; low?: number; high?: number; bound?: string; unit?: string; rough?: string; of?: string; flow: boolean };
export type Claim = {
  id: string; line: string; report: string; outlet?: string; published?: string; span: Span; words: string;
  sentence_span: Span; sentence: string; kind: string; change?: string; incident?: string; actor?: Party; target?: Party;
  place?: Location; time?: string; time_said?: string; time_against?: string; quantity?: Quantity; speaker?: string;
  side?: string; via: string[]; stance?: string; cue?: string; cites: Record<string, Span>; reasons: Reason[];
};
export type MatterRef = { id: string; question: string };
export type ClaimDetail = Claim & { matters: MatterRef[]; why: Reason };
export type MatterHead = {
  id: string; question: string; slot?: string; kinds: string[]; place?: string; in?: string; geo?: Geo; time?: string;
  moved?: string; weight: number; claims: number; reports: number; origins: number; sides: string[]; relation?: string;
};
export type Stand = { report: string; span: Span; outlet?: string; published?: string; claim?: string };
export type Quote = { words: string; in: Stand[] };
export type OriginAnswer = { says: string; claims: string[]; quotes: Quote[] };
export type Carrier = { outlet: string; agency?: string; reports: string[] };
export type OriginGroup = { origin: string; side?: string; answers: OriginAnswer[]; carried: Carrier[] };
export type Answer = { says: string; speaker?: string; reports: string[]; claims: string[]; quotes: Quote[] };
export type Dispute = {
  id: string; matter: string; question: string; slot?: string; place?: string; relation: string; explanation?: string;
  answers: Answer[]; reasons: Reason[];
};
export type Point = { published?: string; time?: string; value: number; bound?: string; report: string; claim: string };
export type Tally = { matter: string; question?: string; unit?: string; origin: string; flow: boolean; series: Point[] };
export type Estimate = { unit?: string; flow: boolean; low: number; best: number; high: number; origins: number };
export type Matter = MatterHead & { by_origin: OriginGroup[]; disputes: Dispute[]; tallies: Tally[]; estimates: Estimate[]; answers: Claim[] };
export type Credit = { agency: string; span: Span; evidence: string };
export type ReportHead = {
  id: string; version: number; outlet?: string; title?: string; byline?: string; url?: string; agencies: Credit[];
  dateline: string[]; language?: string; published?: string; published_evidence?: string; updated?: string;
  first_seen?: string; withdrawn?: string;
};
export type Block = { span: Span; role: string; form?: string; language?: string; why?: string };
export type DateCandidate = { when?: string; where: string; span: Span; said?: string; chosen: boolean; why?: string };
export type Mark = { layer: string; span: Span; says?: string; details: string[] };
export type Rejected = { input: string; stage: string; why: string };
export type Descent = { a: string; b: string; relation: string; shared: number; reasons: Reason[] };
export type VersionHead = { version: number; title?: string; published?: string; first_seen?: string };
export type Report = ReportHead & {
  text: string; blocks: Block[]; dates: DateCandidate[]; sentences: Span[]; marks: Mark[]; claims: Claim[];
  story?: string; descents: Descent[]; versions: VersionHead[]; rejected: Rejected[];
};
export type Story = { id: string; title?: string; time?: string; places: string[]; reports: number };
export type StoryTree = Story & { nodes: ReportHead[]; edges: Descent[] };
export type Change = { span: Span; figure: boolean };
export type AlignedSide = { span: Span; words: string; changed: Change[] };
export type AlignedRow = { a?: AlignedSide; b?: AlignedSide; relation: string };
export type Comparison = { a: ReportHead; b: ReportHead; relation?: string; shared: number; rows: AlignedRow[]; figures: number };
export type PlaceHead = { name: string; in?: string; geo?: Geo; claims: number };
export type Stretch = {
  id: string; place: string; in?: string; holder?: string; from?: string; to?: string; status: string;
  disputed_by: string[]; speakers: string[]; claims: string[]; quotes: Quote[]; reasons: Reason[];
};
export type Band = { claimant: string; side?: string; stretches: Stretch[] };
export type Place = PlaceHead & { bands: Band[]; tallies: Tally[]; displaced: Tally[]; matters: MatterHead[]; reports: ReportHead[]; within: PlaceHead[] };
export type SourceHead = { role: string; name: string; side?: string; reports: number; claims: number };
export type Counted = { name: string; role?: string; count: number };
export type ByWhom = { others: number; itself: number };
export type Source = {
  name: string; side?: string; roles: SourceHead[]; relies_on: Counted[]; carried_by: Counted[]; matters: number; first: number;
  contradicted: ByWhom; superseded: ByWhom; said: Claim[]; latest: ReportHead[]; disputes: Dispute[]; kinds: Record<string, number>;
};
export type RecordCounts = {
  reports: number; claims: number; matters: number; disputes: number; stories: number; holdings: number; tallies: number;
  rejected: number; first?: string; last?: string; writable: boolean; version: string;
};
export type Hit = { noun: string; id: string; title: string; text?: string; marks: Span[]; where?: Stand; score: number };
export type Correction = { id: string; verb: string; subjects: string[]; field?: string; value?: string; who: string; why: string; at: string };
export type NewCorrection = { verb: string; subjects: string[]; field?: string; value?: string; who: string; why: string };
export type Page<T> = { items: T[]; next?: string };
