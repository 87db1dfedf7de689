-- +goose Up
-- What was known at a time is listed from the youngest report that was known, not from
-- the youngest there is.

-- When a report says that it was published, where it was known before that.
ALTER TABLE known ADD COLUMN ahead INTEGER;

UPDATE known
SET ahead = (SELECT published_at FROM reports WHERE seq = known.report)
WHERE (SELECT published_at FROM reports WHERE seq = known.report) > known.at / 1000000;

CREATE INDEX known_ahead ON known (ahead, at) WHERE ahead IS NOT NULL;
