-- The matter of an event asks for less than it did: of a place at the object for the country only, and for nobody between the
-- ends and the claim, so that "visited Beijing" and "visited China" can be one. What it leaves open is compared when its
-- events are derived (src/resolve/events/), which an old database does anew.

-- 1: one happening may last days.
ALTER TABLE relation ADD COLUMN spans_days INTEGER NOT NULL DEFAULT 0 CHECK (spans_days IN (0, 1));
