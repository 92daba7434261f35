-- A database of format 7 with two articles, as SQL: tests/store/formats.rs builds the file from it.
PRAGMA application_id = 1313296966;
PRAGMA user_version = 7;
PRAGMA foreign_keys = OFF;
BEGIN;
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
CREATE TABLE chain (                     -- one entity within one document (coreference)
  chain_id  INTEGER PRIMARY KEY,
  doc_id    INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  type      TEXT NOT NULL,
  name      TEXT NOT NULL,               -- the fullest form
  aliases   TEXT NOT NULL CHECK (json_valid(aliases)),   -- the other names, a JSON array
  entity_id INTEGER NOT NULL REFERENCES entity           -- layer 4
, identity_id INTEGER REFERENCES identity, country TEXT) STRICT;
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
CREATE TABLE mention_chain (             -- "the two powers" belongs to two
  mention_id INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
  chain_id   INTEGER NOT NULL REFERENCES chain ON DELETE CASCADE,
  PRIMARY KEY (mention_id, chain_id)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE claim_participant (
  claim_id   INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  role       TEXT NOT NULL CHECK (role IN ('subject', 'object', 'place', 'speaker')),
  mention_id INTEGER NOT NULL,
  chain_id   INTEGER NOT NULL,
  via        TEXT,                       -- "Chinese firms": China via "firms"
  PRIMARY KEY (claim_id, role),
  FOREIGN KEY (mention_id, chain_id) REFERENCES mention_chain ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE evidence (
  claim_id INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  part     TEXT NOT NULL CHECK (part IN ('sentence', 'trigger', 'time')),
  start    INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  exact    TEXT NOT NULL,
  PRIMARY KEY (claim_id, part),
  CHECK (start >= 0 AND "end" > start)
) STRICT, WITHOUT ROWID;
CREATE TABLE entity (
  entity_id INTEGER PRIMARY KEY,
  uid       TEXT NOT NULL UNIQUE,        -- Q…: Wikidata; else n-: hash of type and folded name (and document, if local)
  type      TEXT NOT NULL CHECK (type IN ('PERSON', 'ORG', 'PLACE', 'GROUP')),
  name      TEXT NOT NULL,
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
CREATE TABLE alias_word (                -- the words of alias.norm, to find "Putin"
  word     TEXT NOT NULL,
  alias_id INTEGER NOT NULL REFERENCES alias ON DELETE CASCADE,
  PRIMARY KEY (word, alias_id)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE event_participant (
  event_id  INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
  role      TEXT NOT NULL CHECK (role IN ('subject', 'object')),
  entity_id INTEGER NOT NULL REFERENCES entity,
  via       TEXT,
  met       INTEGER NOT NULL CHECK (met IN (0, 1)),   -- 1: a way of meeting, and the event's status is actual
  lo        INTEGER,                     -- copies of the event's, so that the index answers alone
  hi        INTEGER, other_id INTEGER NOT NULL DEFAULT 0, shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),
  PRIMARY KEY (event_id, role)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE audit (                     -- what users decided, in that order
  audit_id  INTEGER PRIMARY KEY,
  at        TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  action    TEXT NOT NULL CHECK (action IN ('merge', 'not-same', 'split', 'alias')),
  arguments TEXT NOT NULL CHECK (json_valid(arguments)),   -- what it was given, a JSON array of names and ids
  documents TEXT NOT NULL CHECK (json_valid(documents)),   -- uids of the documents whose chains it moved
  changes   TEXT NOT NULL CHECK (json_valid(changes)),     -- the judgements before and after
  undone    INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE TABLE identity_block (
  key         TEXT NOT NULL,             -- a code of sounds (src/resolve/likeness/)
  identity_id INTEGER NOT NULL REFERENCES identity ON DELETE CASCADE,
  PRIMARY KEY (key, identity_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE relation (                  -- layer 2: what an added relation is, by the run that read articles with it
  run_id    INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  name      TEXT NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('event', 'state')),
  symmetric INTEGER NOT NULL CHECK (symmetric IN (0, 1)),
  meeting   INTEGER NOT NULL CHECK (meeting IN (0, 1)),
  meaning   TEXT NOT NULL,
  PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE story (                     -- what near-copies have in common; a document without any is a story of its own
  doc_id INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  story  TEXT NOT NULL                   -- the smallest uid of its documents
) STRICT;
INSERT INTO run VALUES (1, 'rules', '0.1.0', '0abc607ef7c14f04+9c672995cbef44a8');
INSERT INTO document VALUES (1, 'd-aed06dc656b59e0f', 'a1', 1, '2023-02-23', 19411, 19411, 'Gazette', NULL, 'Wang Yi in Moscow', NULL, 'Chinese Foreign Minister Wang Yi met Russian President Vladimir Putin in Moscow on Feb. 22, 2023. Putin praised China. The two will meet again in March, Wang said.');
INSERT INTO document VALUES (2, 'd-76b73038e47d393f', 'a2', 1, '2023-02-22', 19410, 19410, 'Herald', NULL, NULL, NULL, 'Wang met President Putin at the Kremlin on Wednesday. Wang Yi is the foreign minister of China. Wang Yi visited Russia on Feb. 22, 2023.');
INSERT INTO sentence VALUES (1, 0, 'body', 0, 97);
INSERT INTO sentence VALUES (1, 1, 'body', 98, 118);
INSERT INTO sentence VALUES (1, 2, 'body', 119, 163);
INSERT INTO sentence VALUES (2, 0, 'body', 0, 53);
INSERT INTO sentence VALUES (2, 1, 'body', 54, 95);
INSERT INTO sentence VALUES (2, 2, 'body', 96, 136);
INSERT INTO chain VALUES (1, 1, 'PLACE', 'China', '["Chinese"]', 1, 1, 'CN');
INSERT INTO chain VALUES (2, 1, 'PERSON', 'Wang Yi', '["Wang"]', 5, 5, NULL);
INSERT INTO chain VALUES (3, 1, 'PLACE', 'Russia', '["Russian"]', 2, 2, 'RU');
INSERT INTO chain VALUES (4, 1, 'PERSON', 'Vladimir Putin', '["Putin"]', 4, 4, NULL);
INSERT INTO chain VALUES (5, 1, 'PLACE', 'Moscow', '[]', 3, 3, 'RU');
INSERT INTO chain VALUES (6, 2, 'PERSON', 'Wang Yi', '["Wang"]', 5, 5, NULL);
INSERT INTO chain VALUES (7, 2, 'PERSON', 'Putin', '[]', 6, 6, NULL);
INSERT INTO chain VALUES (8, 2, 'ORG', 'Kremlin', '[]', 7, 7, 'RU');
INSERT INTO chain VALUES (9, 2, 'PLACE', 'China', '[]', 1, 1, 'CN');
INSERT INTO chain VALUES (10, 2, 'PLACE', 'Russia', '[]', 2, 2, 'RU');
INSERT INTO mention VALUES (1, 1, 0, 'name', 0, 7, 'Chinese');
INSERT INTO mention VALUES (2, 1, 0, 'name', 25, 32, 'Wang Yi');
INSERT INTO mention VALUES (3, 1, 0, 'name', 37, 44, 'Russian');
INSERT INTO mention VALUES (4, 1, 0, 'name', 55, 69, 'Vladimir Putin');
INSERT INTO mention VALUES (5, 1, 0, 'name', 73, 79, 'Moscow');
INSERT INTO mention VALUES (6, 1, 1, 'name', 98, 103, 'Putin');
INSERT INTO mention VALUES (7, 1, 1, 'name', 112, 117, 'China');
INSERT INTO mention VALUES (8, 1, 2, 'name', 153, 157, 'Wang');
INSERT INTO mention VALUES (9, 2, 0, 'name', 0, 4, 'Wang');
INSERT INTO mention VALUES (10, 2, 0, 'name', 19, 24, 'Putin');
INSERT INTO mention VALUES (11, 2, 0, 'name', 32, 39, 'Kremlin');
INSERT INTO mention VALUES (12, 2, 1, 'name', 54, 61, 'Wang Yi');
INSERT INTO mention VALUES (13, 2, 1, 'nominal', 65, 85, 'the foreign minister');
INSERT INTO mention VALUES (14, 2, 1, 'name', 89, 94, 'China');
INSERT INTO mention VALUES (15, 2, 2, 'name', 96, 103, 'Wang Yi');
INSERT INTO mention VALUES (16, 2, 2, 'name', 112, 118, 'Russia');
INSERT INTO mention_chain VALUES (1, 1);
INSERT INTO mention_chain VALUES (7, 1);
INSERT INTO mention_chain VALUES (2, 2);
INSERT INTO mention_chain VALUES (8, 2);
INSERT INTO mention_chain VALUES (3, 3);
INSERT INTO mention_chain VALUES (4, 4);
INSERT INTO mention_chain VALUES (6, 4);
INSERT INTO mention_chain VALUES (5, 5);
INSERT INTO mention_chain VALUES (9, 6);
INSERT INTO mention_chain VALUES (12, 6);
INSERT INTO mention_chain VALUES (13, 6);
INSERT INTO mention_chain VALUES (15, 6);
INSERT INTO mention_chain VALUES (10, 7);
INSERT INTO mention_chain VALUES (11, 8);
INSERT INTO mention_chain VALUES (14, 9);
INSERT INTO mention_chain VALUES (16, 10);
INSERT INTO claim VALUES (1, 'c-59ecf39bdc707ae8', 1, 0, 'holds_position', 'Foreign Minister', 'actual', NULL, NULL, NULL, NULL, 'none', 0.89, 'holds_position.title.before', 4080029809848216739, 0, 4, 'only_state');
INSERT INTO claim VALUES (2, 'c-3f5372953ab4fb4d', 1, 0, 'met', NULL, 'actual', '2023-02-22', 19410, 19410, 'day', 'explicit', 0.84, 'met.verb', 1809794985519123762, 1, 3, 'same_time');
INSERT INTO claim VALUES (3, 'c-657be383db811e6c', 1, 0, 'holds_position', 'President', 'actual', NULL, NULL, NULL, NULL, 'none', 0.9, 'holds_position.title.before', -6221564355007027883, 0, 1, 'only_state');
INSERT INTO claim VALUES (4, 'c-fbafb02dc807b63a', 1, 1, 'praised', NULL, 'actual', NULL, NULL, NULL, NULL, 'none', 0.88, 'praised.verb', -3559110857848673566, 0, 2, 'same_time');
INSERT INTO claim VALUES (5, 'c-e7040f683a6a1c5c', 2, 0, 'met', NULL, 'actual', '2023-02-22', 19410, 19410, 'day', 'relative', 0.86, 'met.verb', 7831641824876866208, 1, 6, 'same_time');
INSERT INTO claim VALUES (6, 'c-cfb52868f78b19eb', 2, 1, 'holds_position', 'foreign minister', 'actual', NULL, NULL, NULL, NULL, 'none', 0.89, 'holds_position.copula', 4080029809848216739, 0, 4, 'only_state');
INSERT INTO claim VALUES (7, 'c-8f47a8764ceb16f2', 2, 2, 'visited', NULL, 'actual', '2023-02-22', 19410, 19410, 'day', 'explicit', 0.86, 'visited.verb', -2586761802051893130, 0, 5, 'same_time');
INSERT INTO claim_participant VALUES (1, 'object', 1, 1, NULL);
INSERT INTO claim_participant VALUES (1, 'subject', 2, 2, NULL);
INSERT INTO claim_participant VALUES (2, 'object', 4, 4, NULL);
INSERT INTO claim_participant VALUES (2, 'place', 5, 5, NULL);
INSERT INTO claim_participant VALUES (2, 'subject', 2, 2, NULL);
INSERT INTO claim_participant VALUES (3, 'object', 3, 3, NULL);
INSERT INTO claim_participant VALUES (3, 'subject', 4, 4, NULL);
INSERT INTO claim_participant VALUES (4, 'object', 7, 1, NULL);
INSERT INTO claim_participant VALUES (4, 'subject', 6, 4, NULL);
INSERT INTO claim_participant VALUES (5, 'object', 10, 7, NULL);
INSERT INTO claim_participant VALUES (5, 'place', 11, 8, NULL);
INSERT INTO claim_participant VALUES (5, 'subject', 9, 6, NULL);
INSERT INTO claim_participant VALUES (6, 'object', 14, 9, NULL);
INSERT INTO claim_participant VALUES (6, 'subject', 12, 6, NULL);
INSERT INTO claim_participant VALUES (7, 'object', 16, 10, NULL);
INSERT INTO claim_participant VALUES (7, 'subject', 15, 6, NULL);
INSERT INTO evidence VALUES (1, 'sentence', 0, 97, 'Chinese Foreign Minister Wang Yi met Russian President Vladimir Putin in Moscow on Feb. 22, 2023.');
INSERT INTO evidence VALUES (1, 'trigger', 16, 24, 'Minister');
INSERT INTO evidence VALUES (2, 'sentence', 0, 97, 'Chinese Foreign Minister Wang Yi met Russian President Vladimir Putin in Moscow on Feb. 22, 2023.');
INSERT INTO evidence VALUES (2, 'time', 83, 96, 'Feb. 22, 2023');
INSERT INTO evidence VALUES (2, 'trigger', 33, 36, 'met');
INSERT INTO evidence VALUES (3, 'sentence', 0, 97, 'Chinese Foreign Minister Wang Yi met Russian President Vladimir Putin in Moscow on Feb. 22, 2023.');
INSERT INTO evidence VALUES (3, 'trigger', 45, 54, 'President');
INSERT INTO evidence VALUES (4, 'sentence', 98, 118, 'Putin praised China.');
INSERT INTO evidence VALUES (4, 'trigger', 104, 111, 'praised');
INSERT INTO evidence VALUES (5, 'sentence', 0, 53, 'Wang met President Putin at the Kremlin on Wednesday.');
INSERT INTO evidence VALUES (5, 'time', 43, 52, 'Wednesday');
INSERT INTO evidence VALUES (5, 'trigger', 5, 8, 'met');
INSERT INTO evidence VALUES (6, 'sentence', 54, 95, 'Wang Yi is the foreign minister of China.');
INSERT INTO evidence VALUES (6, 'trigger', 77, 85, 'minister');
INSERT INTO evidence VALUES (7, 'sentence', 96, 136, 'Wang Yi visited Russia on Feb. 22, 2023.');
INSERT INTO evidence VALUES (7, 'time', 122, 135, 'Feb. 22, 2023');
INSERT INTO evidence VALUES (7, 'trigger', 104, 111, 'visited');
INSERT INTO entity VALUES (1, 'Q148', 'PLACE', 'China', 'known', 2);
INSERT INTO entity VALUES (2, 'Q159', 'PLACE', 'Russia', 'known', 2);
INSERT INTO entity VALUES (3, 'Q649', 'PLACE', 'Moscow', 'known', 1);
INSERT INTO entity VALUES (4, 'Q7747', 'PERSON', 'Vladimir Putin', 'known', 1);
INSERT INTO entity VALUES (5, 'n-c2e89002dd5aebb2', 'PERSON', 'Wang Yi', 'joined', 2);
INSERT INTO entity VALUES (6, 'n-10dd81e7c263a847', 'PERSON', 'Putin', 'local', 1);
INSERT INTO entity VALUES (7, 'n-7b14103bb4b513d7', 'ORG', 'Kremlin', 'joined', 1);
INSERT INTO alias VALUES (1, 1, 'China', 'china', 2);
INSERT INTO alias VALUES (2, 1, 'Chinese', 'chinese', 1);
INSERT INTO alias VALUES (3, 2, 'Russia', 'russia', 2);
INSERT INTO alias VALUES (4, 2, 'Russian', 'russian', 1);
INSERT INTO alias VALUES (5, 3, 'Moscow', 'moscow', 1);
INSERT INTO alias VALUES (6, 4, 'Putin', 'putin', 1);
INSERT INTO alias VALUES (7, 4, 'Vladimir Putin', 'vladimir putin', 1);
INSERT INTO alias VALUES (8, 5, 'Wang', 'wang', 2);
INSERT INTO alias VALUES (9, 5, 'Wang Yi', 'wang yi', 2);
INSERT INTO alias VALUES (10, 6, 'Putin', 'putin', 1);
INSERT INTO alias VALUES (11, 7, 'Kremlin', 'kremlin', 1);
INSERT INTO alias_word VALUES ('china', 1);
INSERT INTO alias_word VALUES ('chinese', 2);
INSERT INTO alias_word VALUES ('russia', 3);
INSERT INTO alias_word VALUES ('russian', 4);
INSERT INTO alias_word VALUES ('moscow', 5);
INSERT INTO alias_word VALUES ('putin', 6);
INSERT INTO alias_word VALUES ('putin', 7);
INSERT INTO alias_word VALUES ('vladimir', 7);
INSERT INTO alias_word VALUES ('wang', 8);
INSERT INTO alias_word VALUES ('wang', 9);
INSERT INTO alias_word VALUES ('yi', 9);
INSERT INTO alias_word VALUES ('putin', 10);
INSERT INTO alias_word VALUES ('kremlin', 11);
INSERT INTO event VALUES (1, 'e-fd6fe8c289550d85', -6221564355007027883, 'state', 'holds_position', 'President', NULL, NULL, NULL, NULL, 'none', NULL, 'actual', 0, 1, 1, 1, 0.9);
INSERT INTO event VALUES (2, 'e-d8de7c6dc482f21b', -3559110857848673566, 'event', 'praised', NULL, NULL, NULL, NULL, NULL, 'none', NULL, 'actual', 0, 1, 1, 1, 0.88);
INSERT INTO event VALUES (3, 'e-7c4c21a903d14311', 1809794985519123762, 'event', 'met', NULL, '2023-02-22', 19410, 19410, 'day', 'explicit', 3, 'actual', 0, 1, 1, 1, 0.84);
INSERT INTO event VALUES (4, 'e-49f4881ff8e99eed', 4080029809848216739, 'state', 'holds_position', 'Foreign Minister', NULL, NULL, NULL, NULL, 'none', NULL, 'actual', 0, 2, 2, 2, 0.988);
INSERT INTO event VALUES (5, 'e-c0945186485d8346', -2586761802051893130, 'event', 'visited', NULL, '2023-02-22', 19410, 19410, 'day', 'explicit', NULL, 'actual', 0, 1, 1, 1, 0.86);
INSERT INTO event VALUES (6, 'e-f220f47501550d7c', 7831641824876866208, 'event', 'met', NULL, '2023-02-22', 19410, 19410, 'day', 'relative', 7, 'actual', 0, 1, 1, 1, 0.86);
INSERT INTO event_participant VALUES (1, 'object', 2, NULL, 0, NULL, NULL, 4, 1);
INSERT INTO event_participant VALUES (1, 'subject', 4, NULL, 0, NULL, NULL, 2, 1);
INSERT INTO event_participant VALUES (2, 'object', 1, NULL, 0, NULL, NULL, 4, 1);
INSERT INTO event_participant VALUES (2, 'subject', 4, NULL, 0, NULL, NULL, 1, 1);
INSERT INTO event_participant VALUES (3, 'object', 4, NULL, 1, 19410, 19410, 5, 1);
INSERT INTO event_participant VALUES (3, 'subject', 5, NULL, 1, 19410, 19410, 4, 1);
INSERT INTO event_participant VALUES (4, 'object', 1, NULL, 0, NULL, NULL, 5, 1);
INSERT INTO event_participant VALUES (4, 'subject', 5, NULL, 0, NULL, NULL, 1, 1);
INSERT INTO event_participant VALUES (5, 'object', 2, NULL, 1, 19410, 19410, 5, 1);
INSERT INTO event_participant VALUES (5, 'subject', 5, NULL, 1, 19410, 19410, 2, 1);
INSERT INTO event_participant VALUES (6, 'object', 6, NULL, 1, 19410, 19410, 5, 1);
INSERT INTO event_participant VALUES (6, 'subject', 5, NULL, 1, 19410, 19410, 6, 1);
INSERT INTO identity VALUES (1, 'Q148', 'PLACE', 'china', 'China', 'country', 0.97, 2, 1);
INSERT INTO identity VALUES (2, 'Q159', 'PLACE', 'russia', 'Russia', 'country', 0.97, 2, 2);
INSERT INTO identity VALUES (3, 'Q649', 'PLACE', 'moscow', 'Moscow', 'gazetteer', 0.93, 1, 3);
INSERT INTO identity VALUES (4, 'Q7747', 'PERSON', 'vladimir putin', 'Vladimir Putin', 'gazetteer', 0.93, 1, 4);
INSERT INTO identity VALUES (5, 'n-c2e89002dd5aebb2', 'PERSON', 'wang yi', NULL, 'full_name', 0.95, 2, 5);
INSERT INTO identity VALUES (6, 'n-10dd81e7c263a847', 'PERSON', 'putin', NULL, NULL, NULL, 1, 6);
INSERT INTO identity VALUES (7, 'n-7b14103bb4b513d7', 'ORG', 'kremlin', NULL, 'same_name', 0.9, 1, 7);
INSERT INTO identity_block VALUES ('PLACE KN', 1);
INSERT INTO identity_block VALUES ('PLACE RS', 2);
INSERT INTO identity_block VALUES ('PLACE MSKF', 3);
INSERT INTO identity_block VALUES ('=40 PTN', 4);
INSERT INTO identity_block VALUES ('==40putin', 4);
INSERT INTO identity_block VALUES ('=vangi', 5);
INSERT INTO identity_block VALUES ('A FNK', 5);
INSERT INTO identity_block VALUES ('ORG KRML', 7);
INSERT INTO document_band VALUES (-9058349152166743064, 1);
INSERT INTO document_band VALUES (-8880232195058696772, 2);
INSERT INTO document_band VALUES (-8127417877704647784, 2);
INSERT INTO document_band VALUES (-8042554140145582832, 1);
INSERT INTO document_band VALUES (-7694939474195989833, 1);
INSERT INTO document_band VALUES (-7681803027216882853, 2);
INSERT INTO document_band VALUES (-7488436684967611958, 2);
INSERT INTO document_band VALUES (-7305309234950843668, 1);
INSERT INTO document_band VALUES (-6693905077616223189, 2);
INSERT INTO document_band VALUES (-6210863926304026150, 1);
INSERT INTO document_band VALUES (-6088208227791398896, 1);
INSERT INTO document_band VALUES (-5308111037605121347, 2);
INSERT INTO document_band VALUES (-4715142404008110413, 2);
INSERT INTO document_band VALUES (-4123090472871623935, 2);
INSERT INTO document_band VALUES (-3853530281984864743, 1);
INSERT INTO document_band VALUES (-3806890345510489233, 1);
INSERT INTO document_band VALUES (-3700566795593496088, 1);
INSERT INTO document_band VALUES (-3384083170097727346, 1);
INSERT INTO document_band VALUES (-3180442034880145800, 1);
INSERT INTO document_band VALUES (-2615257081539050330, 2);
INSERT INTO document_band VALUES (-2415537579891826227, 2);
INSERT INTO document_band VALUES (-2012718455162036743, 1);
INSERT INTO document_band VALUES (-1675107365304172248, 2);
INSERT INTO document_band VALUES (-1467518033758035361, 2);
INSERT INTO document_band VALUES (-1423853327293929462, 2);
INSERT INTO document_band VALUES (-1400487760276248419, 2);
INSERT INTO document_band VALUES (-589219236943174347, 2);
INSERT INTO document_band VALUES (-288191762864272071, 2);
INSERT INTO document_band VALUES (5678155822580648, 2);
INSERT INTO document_band VALUES (120964765605024489, 1);
INSERT INTO document_band VALUES (924704095852739478, 2);
INSERT INTO document_band VALUES (1060708919993046814, 1);
INSERT INTO document_band VALUES (1127643726375249158, 2);
INSERT INTO document_band VALUES (1132822936647254121, 2);
INSERT INTO document_band VALUES (2260715297752549493, 2);
INSERT INTO document_band VALUES (2461388016139634408, 1);
INSERT INTO document_band VALUES (2650295145759560165, 2);
INSERT INTO document_band VALUES (3200476831776809117, 1);
INSERT INTO document_band VALUES (3468382674937475442, 2);
INSERT INTO document_band VALUES (3751517583040386229, 2);
INSERT INTO document_band VALUES (3920420743953635202, 2);
INSERT INTO document_band VALUES (4064056627831075000, 1);
INSERT INTO document_band VALUES (4484445489085565295, 2);
INSERT INTO document_band VALUES (4760618450901190752, 1);
INSERT INTO document_band VALUES (5682183958056693397, 1);
INSERT INTO document_band VALUES (5771254439203631090, 1);
INSERT INTO document_band VALUES (5806849619392591231, 1);
INSERT INTO document_band VALUES (5914773210215002917, 1);
INSERT INTO document_band VALUES (5948318251164660678, 2);
INSERT INTO document_band VALUES (5950301322258092563, 1);
INSERT INTO document_band VALUES (6106354622248496072, 1);
INSERT INTO document_band VALUES (6157978082799974269, 2);
INSERT INTO document_band VALUES (6351860541249635334, 1);
INSERT INTO document_band VALUES (6430015759894745187, 2);
INSERT INTO document_band VALUES (6504669471769523741, 1);
INSERT INTO document_band VALUES (6860464764958986459, 1);
INSERT INTO document_band VALUES (7149696417348865634, 1);
INSERT INTO document_band VALUES (7344743991318785383, 2);
INSERT INTO document_band VALUES (7427133778301874478, 1);
INSERT INTO document_band VALUES (7739498020495463355, 2);
INSERT INTO document_band VALUES (7986798054404276517, 1);
INSERT INTO document_band VALUES (8272816857764023022, 1);
INSERT INTO document_band VALUES (8311782779164216548, 1);
INSERT INTO document_band VALUES (8924592641755621154, 2);
INSERT INTO document_fts(document_fts) VALUES ('rebuild');
CREATE INDEX document_run ON document(run_id);
CREATE TRIGGER document_text_immutable BEFORE UPDATE OF uid, article, text ON document
  BEGIN SELECT RAISE(ABORT, 'the text of a document does not change: remove it and read it again'); END;
CREATE TRIGGER document_fts_insert AFTER INSERT ON document BEGIN
  INSERT INTO document_fts(rowid, title, text) VALUES (NEW.doc_id, NEW.title, NEW.text); END;
CREATE TRIGGER document_fts_delete AFTER DELETE ON document BEGIN
  INSERT INTO document_fts(document_fts, rowid, title, text) VALUES ('delete', OLD.doc_id, OLD.title, OLD.text); END;
CREATE INDEX chain_doc ON chain(doc_id);
CREATE INDEX chain_entity ON chain(entity_id);
CREATE INDEX mention_sentence ON mention(doc_id, sentence);
CREATE INDEX mention_chain_chain ON mention_chain(chain_id);
CREATE INDEX claim_sentence ON claim(doc_id, sentence);
CREATE INDEX claim_event ON claim(event_id);
CREATE INDEX claim_matter ON claim(matter);
CREATE INDEX claim_participant_mention ON claim_participant(mention_id, chain_id);
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
CREATE INDEX alias_norm ON alias(norm);
CREATE INDEX alias_word_alias ON alias_word(alias_id);
CREATE INDEX event_matter ON event(matter);
CREATE INDEX event_relation ON event(relation, lo);
CREATE INDEX event_lo ON event(lo);
CREATE INDEX event_place ON event(place_id) WHERE place_id IS NOT NULL;
CREATE INDEX event_participant_entity ON event_participant(entity_id, met, lo, hi, event_id);
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
CREATE INDEX identity_entity ON identity(entity_id);
CREATE INDEX identity_norm ON identity(norm);
CREATE INDEX chain_identity ON chain(identity_id);
CREATE INDEX judgement_b ON judgement(b);
CREATE INDEX identity_block_identity ON identity_block(identity_id);
CREATE INDEX relation_name ON relation(name);
CREATE INDEX near_copy_b ON near_copy(b);
CREATE INDEX story_story ON story(story);
CREATE INDEX chain_country ON chain(country) WHERE country IS NOT NULL;
CREATE INDEX event_participant_pair ON event_participant(entity_id, other_id, shown, met);
COMMIT;
