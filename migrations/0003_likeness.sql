-- Names that may mean one entity in other spellings are found by keys that they share.

CREATE TABLE identity_block (
  key         TEXT NOT NULL,             -- a code of sounds (src/resolve/likeness/)
  identity_id INTEGER NOT NULL REFERENCES identity ON DELETE CASCADE,
  PRIMARY KEY (key, identity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_block_identity ON identity_block(identity_id);
