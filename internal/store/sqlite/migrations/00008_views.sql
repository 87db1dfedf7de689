-- Lists of matters test what they choose by without opening a matter, and whom something
-- is done to is found as who does it.
-- +goose Up

DROP INDEX matters_by_move;
DROP INDEX matters_by_weight;
-- Lists of matters in their two orders, with what they are chosen by.
CREATE INDEX matters_by_move ON matters (moved_at DESC, id, slot, from_at, to_at, origins, kinds, stances, sides, question_key);
CREATE INDEX matters_by_weight ON matters (weight DESC, id, slot, from_at, to_at, origins, kinds, stances, sides, question_key);
-- Claims by whom something is done to.
CREATE INDEX claims_by_target ON claims (target_key) WHERE target_key <> '';
