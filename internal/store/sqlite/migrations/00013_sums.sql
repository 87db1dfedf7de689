-- +goose Up
-- What an update adds to the counts is written once, at its end: triggers wrote a row for each claim.

DROP TRIGGER report_comes;
DROP TRIGGER report_ages;
DROP TRIGGER report_goes;
DROP TRIGGER agency_comes;
DROP TRIGGER agency_goes;
DROP TRIGGER speaker_comes;
DROP TRIGGER speaker_goes;
DROP TRIGGER speaker_changes;
DROP TRIGGER place_comes;
DROP TRIGGER place_goes;
DROP TRIGGER place_changes;

-- How many claims a report has of a speaker is told by its claims.
DROP TABLE speaker_reports;
