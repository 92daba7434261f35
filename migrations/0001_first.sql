-- The database of newsgraph, in four layers, each made from those before it: text, annotation, judgement,
-- materialised. Public ids (`uid`) are content hashes or Wikidata ids; row ids are private.
-- Offsets are bytes into document.text (UTF-8). Days are counted from 1970-01-01; NULL: open or unknown.

-- ------------------------------------------------------------------------------------------------ 1. text

CREATE TABLE run (                       -- what read an article; two runs of the same make are one row
  run_id    INTEGER PRIMARY KEY,
  extractor TEXT NOT NULL,
  version   TEXT NOT NULL,
  model     TEXT NOT NULL,               -- hash of the language model
  UNIQUE (extractor, version, model)
) STRICT;

CREATE TABLE document (
  doc_id       INTEGER PRIMARY KEY,
  uid          TEXT NOT NULL UNIQUE,     -- d-: hash of article and text
  article      TEXT NOT NULL UNIQUE,     -- the id that the input gave it: the same id with other words replaces it
  run_id       INTEGER NOT NULL REFERENCES run,
  published    TEXT,                     -- EDTF
  published_lo INTEGER,
  published_hi INTEGER,
  source       TEXT,
  url          TEXT,
  title        TEXT,
  author       TEXT,
  text         TEXT NOT NULL             -- last, so that the other columns are read without it
) STRICT;
CREATE INDEX document_run ON document(run_id);
CREATE TRIGGER document_text_immutable BEFORE UPDATE OF uid, article, text ON document
  BEGIN SELECT RAISE(ABORT, 'the text of a document does not change: remove it and read it again'); END;

CREATE TABLE sentence (
  doc_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  ord    INTEGER NOT NULL,               -- its number in the document, from 0
  part   TEXT NOT NULL CHECK (part IN ('headline', 'dateline', 'body')),
  start  INTEGER NOT NULL,
  "end"  INTEGER NOT NULL,
  PRIMARY KEY (doc_id, ord),
  CHECK (start >= 0 AND "end" >= start)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE document_fts USING fts5(
  title, text, content = 'document', content_rowid = 'doc_id', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER document_fts_insert AFTER INSERT ON document BEGIN
  INSERT INTO document_fts(rowid, title, text) VALUES (NEW.doc_id, NEW.title, NEW.text); END;
CREATE TRIGGER document_fts_delete AFTER DELETE ON document BEGIN
  INSERT INTO document_fts(document_fts, rowid, title, text) VALUES ('delete', OLD.doc_id, OLD.title, OLD.text); END;

-- ------------------------------------------------------------------------------------------ 2. annotation

CREATE TABLE chain (                     -- one entity within one document (coreference)
  chain_id  INTEGER PRIMARY KEY,
  doc_id    INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  type      TEXT NOT NULL,
  name      TEXT NOT NULL,               -- the fullest form
  aliases   TEXT NOT NULL CHECK (json_valid(aliases)),   -- the other names, a JSON array
  entity_id INTEGER NOT NULL REFERENCES entity           -- layer 4
) STRICT;
CREATE INDEX chain_doc ON chain(doc_id);
CREATE INDEX chain_entity ON chain(entity_id);

CREATE TABLE mention (                   -- words that refer to a chain; those that refer to none are not kept
  mention_id INTEGER PRIMARY KEY,
  doc_id     INTEGER NOT NULL,
  sentence   INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('name', 'nominal', 'pronoun')),
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  surface    TEXT NOT NULL,
  FOREIGN KEY (doc_id, sentence) REFERENCES sentence(doc_id, ord) ON DELETE CASCADE,
  CHECK (start >= 0 AND "end" > start)
) STRICT;
CREATE INDEX mention_sentence ON mention(doc_id, sentence);

CREATE TABLE mention_chain (             -- "the two powers" belongs to two
  mention_id INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
  chain_id   INTEGER NOT NULL REFERENCES chain ON DELETE CASCADE,
  PRIMARY KEY (mention_id, chain_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_chain_chain ON mention_chain(chain_id);

CREATE TABLE claim (                     -- what one sentence says
  claim_id    INTEGER PRIMARY KEY,
  uid         TEXT NOT NULL UNIQUE,      -- c-: hash of the document, the relation and the spans
  doc_id      INTEGER NOT NULL,
  sentence    INTEGER NOT NULL,
  relation    TEXT NOT NULL,
  title       TEXT,
  status      TEXT NOT NULL CHECK (status IN ('actual', 'planned', 'possible', 'denied')),
  edtf        TEXT,
  lo          INTEGER,
  hi          INTEGER,
  granularity TEXT,
  time_method TEXT NOT NULL CHECK (time_method IN ('explicit', 'relative', 'discourse', 'none')),
  confidence  REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  rule        TEXT NOT NULL,
  matter      INTEGER NOT NULL,          -- layer 4: hash of relation, ends and title; claims of one event share it
  flipped     INTEGER NOT NULL CHECK (flipped IN (0, 1)),    -- 1: has the ends in the other order than the matter
  event_id    INTEGER REFERENCES event ON DELETE SET NULL,
  joined_by   TEXT,                      -- the rule that joined it to the event
  FOREIGN KEY (doc_id, sentence) REFERENCES sentence(doc_id, ord) ON DELETE CASCADE
) STRICT;
CREATE INDEX claim_sentence ON claim(doc_id, sentence);
CREATE INDEX claim_event ON claim(event_id);
CREATE INDEX claim_matter ON claim(matter);

CREATE TABLE claim_participant (
  claim_id   INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  role       TEXT NOT NULL CHECK (role IN ('subject', 'object', 'place', 'speaker')),
  mention_id INTEGER NOT NULL,
  chain_id   INTEGER NOT NULL,
  via        TEXT,                       -- "Chinese firms": China via "firms"
  PRIMARY KEY (claim_id, role),
  FOREIGN KEY (mention_id, chain_id) REFERENCES mention_chain ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_participant_mention ON claim_participant(mention_id, chain_id);

CREATE TABLE evidence (
  claim_id INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  part     TEXT NOT NULL CHECK (part IN ('sentence', 'trigger', 'time')),
  start    INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  exact    TEXT NOT NULL,
  PRIMARY KEY (claim_id, part),
  CHECK (start >= 0 AND "end" > start)
) STRICT, WITHOUT ROWID;

-- The database itself refuses a quotation that is not in the text, whoever writes it.
CREATE TRIGGER mention_verified BEFORE INSERT ON mention
WHEN CAST(NEW.surface AS BLOB) IS NOT
     (SELECT substr(CAST(text AS BLOB), NEW.start + 1, NEW."end" - NEW.start) FROM document WHERE doc_id = NEW.doc_id)
BEGIN SELECT RAISE(ABORT, 'mention.surface is not the text at [start, end)'); END;
CREATE TRIGGER mention_frozen BEFORE UPDATE ON mention
BEGIN SELECT RAISE(ABORT, 'a mention does not change: delete and insert'); END;
CREATE TRIGGER evidence_verified BEFORE INSERT ON evidence
WHEN CAST(NEW.exact AS BLOB) IS NOT
     (SELECT substr(CAST(text AS BLOB), NEW.start + 1, NEW."end" - NEW.start)
      FROM document WHERE doc_id = (SELECT doc_id FROM claim WHERE claim_id = NEW.claim_id))
BEGIN SELECT RAISE(ABORT, 'evidence.exact is not the text at [start, end)'); END;
CREATE TRIGGER evidence_frozen BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence does not change: delete and insert'); END;
CREATE TRIGGER participant_same_document BEFORE INSERT ON claim_participant
WHEN (SELECT doc_id FROM mention WHERE mention_id = NEW.mention_id)
     IS NOT (SELECT doc_id FROM claim WHERE claim_id = NEW.claim_id)
BEGIN SELECT RAISE(ABORT, 'a participant must be a mention in the claim''s own document'); END;

-- ------------------------------------------------------------------------------------------- 3. judgement

CREATE TABLE judgement (                 -- the only place where documents are joined: this chain is that entity
  chain_id INTEGER PRIMARY KEY REFERENCES chain ON DELETE CASCADE,
  entity   TEXT NOT NULL,                -- the entity's uid
  verdict  TEXT NOT NULL CHECK (verdict IN ('same', 'not_same', 'unsure')),
  rule     TEXT NOT NULL,
  score    REAL NOT NULL CHECK (score BETWEEN 0 AND 1)
) STRICT;

-- ---------------------------------------------------------------------------------------- 4. materialised

CREATE TABLE entity (
  entity_id INTEGER PRIMARY KEY,
  uid       TEXT NOT NULL UNIQUE,        -- Q…: Wikidata; else n-: hash of type and folded name (and document, if local)
  type      TEXT NOT NULL CHECK (type IN ('PERSON', 'ORG', 'PLACE', 'GROUP')),
  name      TEXT NOT NULL,
  norm      TEXT NOT NULL,               -- the name folded: case, accents, punctuation
  standing  TEXT NOT NULL CHECK (standing IN ('known', 'joined', 'local')),
                                         -- known: its name is the gazetteer's; joined: by its full name;
                                         -- local: its name says too little, so it belongs to one document
  n_docs    INTEGER NOT NULL
) STRICT;

CREATE TABLE alias (                     -- every name that an entity was given, its own included
  alias_id  INTEGER PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
  name      TEXT NOT NULL,
  norm      TEXT NOT NULL,
  n_docs    INTEGER NOT NULL,
  UNIQUE (entity_id, name)
) STRICT;
CREATE INDEX alias_norm ON alias(norm);

CREATE TABLE alias_word (                -- the words of alias.norm, to find "Putin"
  word     TEXT NOT NULL,
  alias_id INTEGER NOT NULL REFERENCES alias ON DELETE CASCADE,
  PRIMARY KEY (word, alias_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_word_alias ON alias_word(alias_id);

CREATE TABLE event (                     -- what one or more claims are about: something that happened, or a state
  event_id    INTEGER PRIMARY KEY,
  uid         TEXT NOT NULL UNIQUE,      -- e-: hash of the matter and the time
  matter      INTEGER NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('event', 'state')),
  relation    TEXT NOT NULL,
  title       TEXT,
  edtf        TEXT,
  lo          INTEGER,
  hi          INTEGER,
  granularity TEXT,
  time_method TEXT NOT NULL CHECK (time_method IN ('explicit', 'relative', 'discourse', 'none')),
  place_id    INTEGER REFERENCES entity,
  status      TEXT NOT NULL CHECK (status IN ('actual', 'planned', 'possible', 'denied')),
  contested   INTEGER NOT NULL CHECK (contested IN (0, 1)),   -- 1: some claims assert and some deny it
  n_claims    INTEGER NOT NULL,
  n_docs      INTEGER NOT NULL,
  n_sources   INTEGER NOT NULL,          -- different sources; a document without one counts as one
  confidence  REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;
CREATE INDEX event_matter ON event(matter);
CREATE INDEX event_relation ON event(relation, lo);
CREATE INDEX event_lo ON event(lo);
CREATE INDEX event_place ON event(place_id) WHERE place_id IS NOT NULL;

CREATE TABLE event_participant (
  event_id  INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
  role      TEXT NOT NULL CHECK (role IN ('subject', 'object')),
  entity_id INTEGER NOT NULL REFERENCES entity,
  via       TEXT,
  met       INTEGER NOT NULL CHECK (met IN (0, 1)),   -- 1: a way of meeting, and the event's status is actual
  lo        INTEGER,                     -- copies of the event's, so that the index answers alone
  hi        INTEGER,
  PRIMARY KEY (event_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_participant_entity ON event_participant(entity_id, met, lo, hi, event_id);

-- ------------------------------------------------------------------------------------------------- views

CREATE VIEW who_met_whom AS
SELECT a.name AS a, b.name AS b, e.edtf AS "when", e.relation, p.name AS place, e.contested, e.n_sources,
       e.confidence, e.uid AS event, a.uid AS a_id, b.uid AS b_id, x.lo, x.hi
FROM event_participant x
JOIN event_participant y ON y.event_id = x.event_id AND y.role <> x.role
JOIN event e ON e.event_id = x.event_id
JOIN entity a ON a.entity_id = x.entity_id
JOIN entity b ON b.entity_id = y.entity_id
LEFT JOIN entity p ON p.entity_id = e.place_id
WHERE x.met = 1;

CREATE VIEW claim_evidence AS
SELECT c.uid AS claim, e.uid AS event, s.name AS subject, c.relation, o.name AS object, c.title, c.edtf AS "when",
       c.status, c.confidence, c.rule, q.exact AS sentence, q.start, q."end", d.article, d.source, d.published,
       d.url, d.uid AS document, r.extractor, r.version
FROM claim c
JOIN evidence q ON q.claim_id = c.claim_id AND q.part = 'sentence'
JOIN document d ON d.doc_id = c.doc_id
JOIN run r ON r.run_id = d.run_id
JOIN claim_participant cs ON cs.claim_id = c.claim_id AND cs.role = 'subject'
JOIN chain s ON s.chain_id = cs.chain_id
JOIN claim_participant co ON co.claim_id = c.claim_id AND co.role = 'object'
JOIN chain o ON o.chain_id = co.chain_id
LEFT JOIN event e ON e.event_id = c.event_id;
