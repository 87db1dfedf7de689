-- +goose Up
-- Reports keep how strong the links had to be by which they were clustered, so that weaker ones that come and go leave their stories alone.

ALTER TABLE story_reports ADD COLUMN level INTEGER NOT NULL DEFAULT -1; -- as package record counts them; -1 when unknown
