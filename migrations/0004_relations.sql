-- Users may add relations to those of the program.

CREATE TABLE relation (                  -- layer 2: what an added relation is, by the run that read articles with it
  run_id    INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  name      TEXT NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('event', 'state')),
  symmetric INTEGER NOT NULL CHECK (symmetric IN (0, 1)),
  meeting   INTEGER NOT NULL CHECK (meeting IN (0, 1)),
  meaning   TEXT NOT NULL,
  PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_name ON relation(name);
