-- +goose Up
-- How sources fared and who carried whom by a time are summed up of what was known by then, not of each matter and claim.

-- How sources fared in the matters of one block. Written with the matters; what an older version wrote is added when the file is opened.
CREATE TABLE block_fares (
  block INTEGER PRIMARY KEY REFERENCES blocks (id),
  fares BLOB    NOT NULL -- packed
) STRICT;

-- In weekly_names, "carried" is a speaker in the reports of an outlet: key and name are the outlet's, in_key and in_name the speaker's.
INSERT INTO weekly_names (role, week, key, in_key, name, in_name, geo, claims, reports)
SELECT 'carried', (known.at - iif(known.at < 0, 604799999999, 0)) / 604800000000 AS week, reports.outlet_key,
  iif(claims.speaker_key <> '', claims.speaker_key, claims.person_key), reports.outlet, claims.speaker, '', count(*), 0
FROM claims
JOIN reports ON reports.seq = claims.report
JOIN known ON known.report = claims.report
WHERE claims.speaker <> '' AND claims.speaker <> 'report' AND reports.outlet_key <> ''
GROUP BY week, reports.outlet_key, 4, reports.outlet, claims.speaker;
