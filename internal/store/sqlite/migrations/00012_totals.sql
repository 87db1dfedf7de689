-- +goose Up
-- How much of it is reuse and descents nobody asks; counting them took a write a pair.
DROP TRIGGER pair_comes;
DROP TRIGGER pair_goes;
DROP TRIGGER pair_changes;
DROP TABLE totals;
