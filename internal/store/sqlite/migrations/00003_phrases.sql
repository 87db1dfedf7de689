-- +goose Up
-- Reasons of pairs are kept as the number of their wording and the numbers in it: there are millions of them in a few wordings.

-- One wording, its numbers left out as '#'. Written when a pair first needs it.
CREATE TABLE phrases (
  id    INTEGER PRIMARY KEY,
  words TEXT    NOT NULL UNIQUE
) STRICT;
