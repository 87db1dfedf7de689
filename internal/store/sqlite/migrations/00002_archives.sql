-- +goose Up
-- Adding an archive goes on where it stopped.

-- One web archive of which records were added. Written in the update that adds them.
CREATE TABLE archives (
  id      TEXT    PRIMARY KEY NOT NULL, -- name and a digest of how it begins, as package feed makes it
  reached INTEGER NOT NULL  -- bytes of the file, as it lies on the disk: all records before are in
) STRICT, WITHOUT ROWID;
