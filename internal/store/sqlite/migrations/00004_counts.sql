-- +goose Up
-- Sources, places and totals are counted as they are written: counting when they are shown takes longer the more there is.

-- One way of writing a source's name. reports and claims as store.Source has them; key as the name is compared.
CREATE TABLE source_counts (
  role    TEXT    NOT NULL, -- store.SourceRole
  key     TEXT    NOT NULL,
  name    TEXT    NOT NULL,
  reports INTEGER NOT NULL,
  claims  INTEGER NOT NULL,
  PRIMARY KEY (role, key, name)
) STRICT, WITHOUT ROWID;

-- How many claims a report has of a speaker.
CREATE TABLE speaker_reports (
  speaker TEXT    NOT NULL,
  report  INTEGER NOT NULL, -- reports.seq
  claims  INTEGER NOT NULL,
  PRIMARY KEY (speaker, report)
) STRICT, WITHOUT ROWID;

-- One way of writing a place's name, with how many claims name it so.
CREATE TABLE place_counts (
  place_key TEXT    NOT NULL,
  in_key    TEXT    NOT NULL,
  place     TEXT    NOT NULL,
  in_name   TEXT    NOT NULL,
  claims    INTEGER NOT NULL,
  PRIMARY KEY (place_key, in_key, place, in_name)
) STRICT, WITHOUT ROWID;

-- Sums over pairs: 'reuses', 'descents'.
CREATE TABLE totals (
  name TEXT    NOT NULL PRIMARY KEY,
  n    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO source_counts (role, key, name, reports, claims)
SELECT 'outlet', outlet_key, outlet, count(*), sum(claim_count) FROM reports WHERE latest = 1 AND outlet_key <> '' GROUP BY outlet_key, outlet
UNION ALL
SELECT 'agency', agency_key, agency, count(*), sum(reports.claim_count) FROM report_agencies JOIN reports ON reports.seq = report_agencies.report GROUP BY agency_key, agency
UNION ALL
SELECT 'speaker', speaker, speaker, count(DISTINCT report), count(*) FROM claims WHERE speaker <> '' GROUP BY speaker;

INSERT INTO speaker_reports (speaker, report, claims)
SELECT speaker, report, count(*) FROM claims WHERE speaker <> '' GROUP BY speaker, report;

INSERT INTO place_counts (place_key, in_key, place, in_name, claims)
SELECT place_key, in_key, place, in_name, count(*) FROM claims WHERE place_key <> '' GROUP BY place_key, in_key, place, in_name;

INSERT INTO totals (name, n)
VALUES ('reuses', (SELECT coalesce(sum(reuses), 0) FROM pairs)), ('descents', (SELECT coalesce(sum(descends), 0) FROM pairs));

-- +goose StatementBegin
CREATE TRIGGER report_comes AFTER INSERT ON reports WHEN NEW.latest = 1 AND NEW.outlet_key <> '' BEGIN
  INSERT INTO source_counts (role, key, name, reports, claims) VALUES ('outlet', NEW.outlet_key, NEW.outlet, 1, NEW.claim_count)
  ON CONFLICT DO UPDATE SET reports = reports + 1, claims = claims + excluded.claims;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER report_ages AFTER UPDATE OF latest ON reports WHEN OLD.latest = 1 AND NEW.latest = 0 BEGIN
  UPDATE source_counts SET reports = reports - 1, claims = claims - OLD.claim_count WHERE role = 'outlet' AND key = OLD.outlet_key AND name = OLD.outlet;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER report_goes AFTER DELETE ON reports WHEN OLD.latest = 1 BEGIN
  UPDATE source_counts SET reports = reports - 1, claims = claims - OLD.claim_count WHERE role = 'outlet' AND key = OLD.outlet_key AND name = OLD.outlet;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER agency_comes AFTER INSERT ON report_agencies BEGIN
  INSERT INTO source_counts (role, key, name, reports, claims)
  VALUES ('agency', NEW.agency_key, NEW.agency, 1, (SELECT claim_count FROM reports WHERE seq = NEW.report))
  ON CONFLICT DO UPDATE SET reports = reports + 1, claims = claims + excluded.claims;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER agency_goes AFTER DELETE ON report_agencies BEGIN
  UPDATE source_counts SET reports = reports - 1, claims = claims - (SELECT claim_count FROM reports WHERE seq = OLD.report)
  WHERE role = 'agency' AND key = OLD.agency_key AND name = OLD.agency;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER speaker_comes AFTER INSERT ON claims WHEN NEW.speaker <> '' BEGIN
  INSERT INTO source_counts (role, key, name, reports, claims)
  VALUES ('speaker', NEW.speaker, NEW.speaker, NOT EXISTS (SELECT 1 FROM speaker_reports WHERE speaker = NEW.speaker AND report = NEW.report), 1)
  ON CONFLICT DO UPDATE SET reports = reports + excluded.reports, claims = claims + 1;
  INSERT INTO speaker_reports (speaker, report, claims) VALUES (NEW.speaker, NEW.report, 1) ON CONFLICT DO UPDATE SET claims = claims + 1;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER speaker_goes AFTER DELETE ON claims WHEN OLD.speaker <> '' BEGIN
  UPDATE speaker_reports SET claims = claims - 1 WHERE speaker = OLD.speaker AND report = OLD.report;
  DELETE FROM speaker_reports WHERE speaker = OLD.speaker AND report = OLD.report AND claims = 0;
  UPDATE source_counts SET claims = claims - 1, reports = reports - NOT EXISTS (SELECT 1 FROM speaker_reports WHERE speaker = OLD.speaker AND report = OLD.report)
  WHERE role = 'speaker' AND key = OLD.speaker AND name = OLD.speaker;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER speaker_changes AFTER UPDATE OF speaker ON claims WHEN OLD.speaker <> NEW.speaker BEGIN
  UPDATE speaker_reports SET claims = claims - 1 WHERE speaker = OLD.speaker AND report = OLD.report;
  DELETE FROM speaker_reports WHERE speaker = OLD.speaker AND report = OLD.report AND claims = 0;
  UPDATE source_counts SET claims = claims - 1, reports = reports - NOT EXISTS (SELECT 1 FROM speaker_reports WHERE speaker = OLD.speaker AND report = OLD.report)
  WHERE role = 'speaker' AND key = OLD.speaker AND name = OLD.speaker;
  INSERT INTO source_counts (role, key, name, reports, claims)
  SELECT 'speaker', NEW.speaker, NEW.speaker, NOT EXISTS (SELECT 1 FROM speaker_reports WHERE speaker = NEW.speaker AND report = NEW.report), 1 WHERE NEW.speaker <> ''
  ON CONFLICT DO UPDATE SET reports = reports + excluded.reports, claims = claims + 1;
  INSERT INTO speaker_reports (speaker, report, claims)
  SELECT NEW.speaker, NEW.report, 1 WHERE NEW.speaker <> '' ON CONFLICT DO UPDATE SET claims = claims + 1;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER place_comes AFTER INSERT ON claims WHEN NEW.place_key <> '' BEGIN
  INSERT INTO place_counts (place_key, in_key, place, in_name, claims) VALUES (NEW.place_key, NEW.in_key, NEW.place, NEW.in_name, 1)
  ON CONFLICT DO UPDATE SET claims = claims + 1;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER place_goes AFTER DELETE ON claims WHEN OLD.place_key <> '' BEGIN
  UPDATE place_counts SET claims = claims - 1
  WHERE place_key = OLD.place_key AND in_key = OLD.in_key AND place = OLD.place AND in_name = OLD.in_name;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER place_changes AFTER UPDATE OF place, place_key, in_name, in_key ON claims BEGIN
  UPDATE place_counts SET claims = claims - 1
  WHERE place_key = OLD.place_key AND in_key = OLD.in_key AND place = OLD.place AND in_name = OLD.in_name AND OLD.place_key <> '';
  INSERT INTO place_counts (place_key, in_key, place, in_name, claims)
  SELECT NEW.place_key, NEW.in_key, NEW.place, NEW.in_name, 1 WHERE NEW.place_key <> ''
  ON CONFLICT DO UPDATE SET claims = claims + 1;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER pair_comes AFTER INSERT ON pairs BEGIN
  UPDATE totals SET n = n + NEW.reuses WHERE name = 'reuses' AND NEW.reuses <> 0;
  UPDATE totals SET n = n + 1 WHERE name = 'descents' AND NEW.descends = 1;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER pair_goes AFTER DELETE ON pairs BEGIN
  UPDATE totals SET n = n - OLD.reuses WHERE name = 'reuses' AND OLD.reuses <> 0;
  UPDATE totals SET n = n - 1 WHERE name = 'descents' AND OLD.descends = 1;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER pair_changes AFTER UPDATE OF reuses, descends ON pairs BEGIN
  UPDATE totals SET n = n + NEW.reuses - OLD.reuses WHERE name = 'reuses';
  UPDATE totals SET n = n + NEW.descends - OLD.descends WHERE name = 'descents';
END;
-- +goose StatementEnd
