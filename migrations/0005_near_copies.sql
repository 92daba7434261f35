-- Near-copies of articles (wire stories, revisions) are kept, and count as one source. Layer 4.

CREATE TABLE document_band (             -- what near-copies very likely have in common (MinHash)
  band   INTEGER NOT NULL,
  doc_id INTEGER NOT NULL,               -- no reference: it would take a second index as large as the table
  PRIMARY KEY (band, doc_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE near_copy (                 -- pairs of near-copies, each in both orders
  a INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX near_copy_b ON near_copy(b);

CREATE TABLE story (                     -- what near-copies have in common; a document without any is a story of its own
  doc_id INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  story  TEXT NOT NULL                   -- the smallest uid of its documents
) STRICT;
CREATE INDEX story_story ON story(story);
