// The shapes of the interface under short names. They are made from its document by
// "npm run types".
import type { components } from "./schema";

type S = components["schemas"];

export type Band = S["Band"];
export type Block = S["Block"];
export type Brief = S["Brief"];
export type Claim = S["Claim"];
export type ClaimDetail = S["ClaimDetail"];
export type Comparison = S["Comparison"];
export type AlignedSide = S["AlignedSentence"];
export type Correction = S["Correction"];
export type Counted = S["Counted"];
export type Descent = S["Descent"];
export type Hit = S["Hit"];
export type Mark = S["Mark"];
export type Matter = S["Matter"];
export type MatterHead = S["MatterHead"];
export type NewCorrection = S["NewCorrection"];
export type OriginAnswer = S["OriginAnswer"];
export type Place = S["Place"];
export type PlaceHead = S["PlaceHead"];
export type Point = S["Point"];
export type Quantity = S["Quantity"];
export type Quote = S["Quote"];
export type Reason = S["Reason"];
export type RecordCounts = S["Record"];
export type Report = S["Report"];
export type ReportHead = S["ReportHead"];
export type Source = S["Source"];
export type SourceHead = S["SourceHead"];
export type Span = S["Span"];
export type Stand = S["Stand"];
export type Story = S["Story"];
export type StoryTree = S["StoryTree"];
export type Stretch = S["Stretch"];
export type Tally = S["Tally"];

// Page is a part of a list.
export type Page<T> = { items: T[]; next?: string };
