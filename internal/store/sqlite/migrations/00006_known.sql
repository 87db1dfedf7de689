-- +goose Up
-- What was known at a time is shown without deriving all of it anew.

-- Since when one version of a report was known. Written with the report.
CREATE TABLE known (
  report INTEGER PRIMARY KEY REFERENCES reports (seq) ON DELETE CASCADE,
  at     INTEGER NOT NULL -- microseconds since 1970; the greatest integer when nothing tells
) STRICT;

INSERT INTO known (report, at)
SELECT seq, coalesce(
  CASE WHEN json_extract(head, '$.FirstSeen') > '0001-01-02' THEN unixepoch(json_extract(head, '$.FirstSeen')) * 1000000 END,
  published_at * 1000000,
  0x7fffffffffffffff)
FROM reports;

-- Since when the first and the last of the claims that a block was derived from were known; of those derived before, any time.
ALTER TABLE blocks ADD COLUMN first_known INTEGER NOT NULL DEFAULT (-0x7fffffffffffffff);
ALTER TABLE blocks ADD COLUMN last_known INTEGER NOT NULL DEFAULT 0x7fffffffffffffff;
