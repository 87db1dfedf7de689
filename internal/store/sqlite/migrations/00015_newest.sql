-- +goose Up
-- Lists of the latest claims begin where they are asked to, whatever they are asked for.

DROP INDEX claims_by_geo;
DROP INDEX claims_by_person;
DROP INDEX claims_by_actor;
DROP INDEX claims_by_target;
-- The latest claims about a place of the gazetteer, of a person, of who does something and of whom it is done to.
CREATE INDEX claims_by_geo ON claims (geo, published_at) WHERE geo <> '';
CREATE INDEX claims_by_person ON claims (person_key, published_at) WHERE person_key <> '';
CREATE INDEX claims_by_actor ON claims (actor_key, published_at);
CREATE INDEX claims_by_target ON claims (target_key, published_at) WHERE target_key <> '';
-- The latest claims of a kind, and of a stance that few have.
CREATE INDEX claims_by_kind ON claims (kind, published_at);
CREATE INDEX claims_by_stance ON claims (stance, published_at) WHERE stance <> 'asserted';
-- Claims about a time: those that last a month at most by when they begin, and the others.
CREATE INDEX claims_by_time ON claims (from_at, to_at);
CREATE INDEX claims_long ON claims (from_at, to_at) WHERE (from_at IS NULL) <> (to_at IS NULL) OR to_at > from_at + 2678400;
