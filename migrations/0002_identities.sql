-- A person, body or place may go by several full names. What one full name joins is an identity; an entity is the
-- identities that judgements join, each judgement a row that can be seen, undone and remembered.

CREATE TABLE identity (                  -- layer 3: the chains that one full name joins, or a chain of one document
  identity_id INTEGER PRIMARY KEY,
  uid       TEXT NOT NULL UNIQUE,        -- Q…: Wikidata; else n-: hash of type and folded name (and document, if local)
  type      TEXT NOT NULL CHECK (type IN ('PERSON', 'ORG', 'PLACE', 'GROUP')),
  norm      TEXT NOT NULL,               -- the full name folded: case, accents, punctuation
  known_as  TEXT,                        -- the gazetteer's name
  rule      TEXT,                        -- why chains of this name are one; NULL: they are not, it is of one document
  score     REAL CHECK (score BETWEEN 0 AND 1),
  n_docs    INTEGER NOT NULL,
  entity_id INTEGER NOT NULL REFERENCES entity           -- layer 4
) STRICT;
CREATE INDEX identity_entity ON identity(entity_id);
CREATE INDEX identity_norm ON identity(norm);

INSERT INTO identity (uid, type, norm, known_as, rule, score, n_docs, entity_id)
SELECT e.uid, e.type, e.norm, iif(e.standing = 'known', e.name, NULL), j.rule, j.score, e.n_docs, e.entity_id
FROM entity e
LEFT JOIN (SELECT chain.entity_id, max(rule) AS rule, max(score) AS score
           FROM judgement JOIN chain USING (chain_id) GROUP BY chain.entity_id) j USING (entity_id);

ALTER TABLE chain ADD COLUMN identity_id INTEGER REFERENCES identity;
UPDATE chain SET identity_id = (SELECT identity_id FROM identity WHERE identity.entity_id = chain.entity_id);
CREATE INDEX chain_identity ON chain(identity_id);

DROP TABLE judgement;
CREATE TABLE judgement (                 -- whether two identities are one; they need not be there (yet, or any more)
  a       TEXT NOT NULL,                 -- uids of identities, the smaller first
  b       TEXT NOT NULL,
  who     TEXT NOT NULL CHECK (who IN ('user', 'rule')),   -- a user's verdict stands before a rule's
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'not_same', 'unsure')),
  rule    TEXT NOT NULL,                 -- the rule, or the user's command
  score   REAL NOT NULL CHECK (score BETWEEN 0 AND 1),     -- how likely it is that they are one
  name    TEXT,                          -- of the command "alias": the name that it gives
  PRIMARY KEY (a, b, who),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX judgement_b ON judgement(b);

CREATE TABLE audit (                     -- what users decided, in that order
  audit_id  INTEGER PRIMARY KEY,
  at        TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  action    TEXT NOT NULL CHECK (action IN ('merge', 'not-same', 'split', 'alias')),
  arguments TEXT NOT NULL CHECK (json_valid(arguments)),   -- what it was given, a JSON array of names and ids
  documents TEXT NOT NULL CHECK (json_valid(documents)),   -- uids of the documents whose chains it moved
  changes   TEXT NOT NULL CHECK (json_valid(changes)),     -- the judgements before and after
  undone    INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

ALTER TABLE entity DROP COLUMN norm;     -- an entity of several identities has several
