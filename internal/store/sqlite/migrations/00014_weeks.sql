-- +goose Up
-- Names of what was known at a time are summed up by week: the weeks before it, and what became known in its own.

CREATE INDEX known_by_time ON known (at);

-- Names of places and actors as in the table of names, and of sources by how they are written.
CREATE TABLE weekly_names (
  role    TEXT    NOT NULL, -- actor, place, outlet, agency, speaker
  week    INTEGER NOT NULL, -- known.at in weeks from 1970 on, rounded down
  key     TEXT    NOT NULL,
  in_key  TEXT    NOT NULL,
  name    TEXT    NOT NULL,
  in_name TEXT    NOT NULL,
  geo     TEXT    NOT NULL,
  lat     REAL,
  lon     REAL,
  claims  INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  PRIMARY KEY (role, week, key, in_key, name, in_name, geo)
) STRICT, WITHOUT ROWID;

INSERT INTO weekly_names (role, week, key, in_key, name, in_name, geo, lat, lon, claims, reports)
SELECT 'place', week, place_key, in_key, place, in_name, geo, min(lat), min(lon), sum(n), sum(first)
FROM (
  SELECT (known.at - iif(known.at < 0, 604799999999, 0)) / 604800000000 AS week, place_key, in_key, place, in_name, geo, count(*) AS n,
    min(iif(geo <> '' AND json_extract(body, '$.Located'), json_extract(body, '$.Place.Geo.lat'), NULL)) AS lat,
    min(iif(geo <> '' AND json_extract(body, '$.Located'), json_extract(body, '$.Place.Geo.lon'), NULL)) AS lon,
    row_number() OVER (PARTITION BY claims.report, place_key, in_key ORDER BY geo DESC, place, in_name) = 1 AS first
  FROM claims
  JOIN known ON known.report = claims.report
  WHERE place_key <> ''
  GROUP BY claims.report, place_key, in_key, place, in_name, geo
)
GROUP BY week, place_key, in_key, place, in_name, geo;

INSERT INTO weekly_names (role, week, key, in_key, name, in_name, geo, claims, reports)
SELECT 'actor', (known.at - iif(known.at < 0, 604799999999, 0)) / 604800000000 AS week, key, '', name, '', '', count(*), count(DISTINCT named.report)
FROM (
  SELECT report, actor_key AS key, actor AS name FROM claims WHERE actor_key <> ''
  UNION ALL
  SELECT report, target_key, target FROM claims WHERE target_key <> ''
) AS named
JOIN known ON known.report = named.report
GROUP BY week, key, name
UNION ALL
SELECT 'outlet', (known.at - iif(known.at < 0, 604799999999, 0)) / 604800000000 AS week, outlet_key, '', outlet, '', '', sum(claim_count), count(*)
FROM reports
JOIN known ON known.report = reports.seq
WHERE latest = 1 AND outlet_key <> ''
GROUP BY week, outlet_key, outlet
UNION ALL
SELECT 'agency', (known.at - iif(known.at < 0, 604799999999, 0)) / 604800000000 AS week, agency_key, '', agency, '', '', sum(reports.claim_count), count(*)
FROM report_agencies
JOIN reports ON reports.seq = report_agencies.report
JOIN known ON known.report = reports.seq
GROUP BY week, agency_key, agency
UNION ALL
SELECT 'speaker', (known.at - iif(known.at < 0, 604799999999, 0)) / 604800000000 AS week, speaker, '', speaker, '', '', count(*), count(DISTINCT claims.report)
FROM claims
JOIN known ON known.report = claims.report
WHERE speaker <> ''
GROUP BY week, speaker;
