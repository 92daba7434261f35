-- Each end of an event knows the other, so that one index leads from an entity to its neighbours, and to what joins it
-- with one of them.

-- A copy of the other row's entity_id. No reference: it would take one more index.
ALTER TABLE event_participant ADD COLUMN other_id INTEGER NOT NULL DEFAULT 0;
-- 1: a question without filters asks for it: the event's status is actual, its relation no open one.
ALTER TABLE event_participant ADD COLUMN shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1));
CREATE INDEX event_participant_pair ON event_participant(entity_id, other_id, shown, met);
