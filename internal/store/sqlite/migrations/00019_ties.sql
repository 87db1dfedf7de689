-- +goose Up
-- A report is linked with some dozens on its story, and who asks for one link asks for all of a report: they lie together.

-- The story links of a report, seen from it. What story_links had is moved here by the next migration (oldlinks.go).
CREATE TABLE story_ties (
  report INTEGER PRIMARY KEY REFERENCES reports (seq) ON DELETE CASCADE,
  ties   BLOB NOT NULL -- 12 bytes each: the other report, and the weight, 0–1, as the bits of a float
) STRICT;
