-- +goose Up

-- What holds for the whole record: the scheme of match keys, the longest interval of days.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE article (
  id        INTEGER PRIMARY KEY,
  ref       TEXT NOT NULL UNIQUE, -- its ID for everybody
  name      TEXT NOT NULL UNIQUE, -- URL, or the ID under which it came: by this it is known again
  latest    INTEGER NOT NULL,     -- number of its latest version
  copy_of   INTEGER,              -- the article of which it is a near-copy
  outlet    TEXT NOT NULL
);
CREATE INDEX article_copy ON article (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX article_outlet ON article (outlet);

CREATE TABLE version (
  id        INTEGER PRIMARY KEY,
  article   INTEGER NOT NULL,
  number    INTEGER NOT NULL,
  seen      TEXT NOT NULL,        -- RFC 3339
  came_as   TEXT NOT NULL,        -- the ID under which it came
  url       TEXT NOT NULL,
  title     TEXT NOT NULL,
  published TEXT NOT NULL,
  outlet    TEXT NOT NULL,
  language  TEXT NOT NULL,
  model     TEXT NOT NULL,        -- that read the statements
  hash      TEXT NOT NULL,        -- SHA-256 of text
  speakers  TEXT NOT NULL,        -- JSON, news.Speaker with spans in bytes
  text      TEXT NOT NULL,
  UNIQUE (article, number)
);

-- What the model read, where corrections changed it: they are applied to it anew.
CREATE TABLE reading (
  version  INTEGER PRIMARY KEY,
  layer    TEXT NOT NULL          -- JSON of the contract
);

CREATE TABLE statement (
  id         INTEGER PRIMARY KEY, -- last day << 24 | number on that day: in order of time
  ref        TEXT NOT NULL UNIQUE,-- its ID for everybody
  article    INTEGER NOT NULL,
  version    INTEGER NOT NULL,    -- whose text the spans speak of: the last one that has it
  label      TEXT NOT NULL,       -- its ID in the article: s1
  place      INTEGER NOT NULL,    -- its rank in the article
  form       TEXT NOT NULL,
  mode       TEXT NOT NULL,
  polarity   TEXT NOT NULL,
  kind       TEXT NOT NULL,
  source     TEXT NOT NULL,       -- spans in bytes of the version's text: 12-40,55-60
  cue        TEXT NOT NULL,
  spans      TEXT NOT NULL,       -- of the content
  content    TEXT NOT NULL,
  length     INTEGER NOT NULL,    -- words of the content
  speaker    TEXT NOT NULL,       -- its ID in the article: p1
  name       TEXT NOT NULL,       -- of the speaker, or a description
  named      INTEGER NOT NULL,    -- 1 if name is a name
  sighting   INTEGER,
  identity   INTEGER,
  parent     TEXT NOT NULL,       -- the label of the statement in which it stands
  said_on    TEXT NOT NULL,       -- JSON: text, date, span
  published  INTEGER NOT NULL,    -- day of the article's publication, 0 when unknown
  first_day  INTEGER,             -- days since 0001-01-01, of the interval in which it was made
  last_day   INTEGER,
  confidence REAL NOT NULL,
  variants   INTEGER NOT NULL,    -- other articles that give it
  copies     INTEGER NOT NULL,    -- near-copies of the article that give it
  copy_of    INTEGER,             -- the statement of which this one is such a copy
  altered_to INTEGER,             -- the statement that a later version has in its place
  altered_of INTEGER,
  withdrawn  INTEGER NOT NULL,    -- 1 if the latest version does not have it
  corrected  INTEGER NOT NULL     -- 1 if a person did
);
CREATE INDEX statement_article ON statement (article);
CREATE INDEX statement_sighting ON statement (sighting) WHERE sighting IS NOT NULL;
CREATE INDEX statement_identity ON statement (identity, id) WHERE identity IS NOT NULL AND copy_of IS NULL;
CREATE INDEX statement_copy ON statement (copy_of) WHERE copy_of IS NOT NULL;

CREATE TABLE figure (
  statement  INTEGER NOT NULL,
  place      INTEGER NOT NULL,
  text       TEXT NOT NULL,
  low        TEXT NOT NULL,       -- exact decimals, '' where open
  high       TEXT NOT NULL,
  unit       TEXT NOT NULL,
  first      INTEGER NOT NULL,    -- span
  last       INTEGER NOT NULL,
  low_number  REAL,               -- both bounds where one is open: the other one
  high_number REAL,
  just_below INTEGER NOT NULL,    -- 1 if low is open
  just_above INTEGER NOT NULL,
  words      TEXT NOT NULL,       -- of the unit, with a blank before and behind each
  PRIMARY KEY (statement, place)
) WITHOUT ROWID;

-- Words, fields and properties of statements, as package search codes them.
CREATE VIRTUAL TABLE words USING fts5 (
  terms, content='', contentless_delete=1, tokenize="ascii"
);

-- One speaker of one article.
CREATE TABLE observation (
  key       TEXT PRIMARY KEY,
  ref       TEXT NOT NULL,        -- identity.ID(key)
  article   INTEGER NOT NULL,
  speaker   TEXT NOT NULL,        -- its ID in the article
  published TEXT NOT NULL,
  sighting  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX observation_ref ON observation (ref);
CREATE INDEX observation_article ON observation (article);
CREATE INDEX observation_sighting ON observation (sighting);

-- Observations that are equal in all that tells who is meant.
CREATE TABLE sighting (
  id        INTEGER PRIMARY KEY,
  signature TEXT NOT NULL UNIQUE, -- hashed
  block     TEXT NOT NULL,
  kind      TEXT NOT NULL,
  name      TEXT NOT NULL,
  also      TEXT NOT NULL,        -- JSON
  roles     TEXT NOT NULL,        -- JSON
  outlet    TEXT NOT NULL,
  country   TEXT NOT NULL,
  key       TEXT NOT NULL,        -- of the earliest observation
  article   TEXT NOT NULL,
  published TEXT NOT NULL,
  first     TEXT NOT NULL,
  last      TEXT NOT NULL,
  count     INTEGER NOT NULL,
  quarters  TEXT NOT NULL,        -- JSON
  identity  INTEGER NOT NULL
);
CREATE INDEX sighting_block ON sighting (block);
CREATE INDEX sighting_identity ON sighting (identity);
CREATE VIRTUAL TABLE names USING fts5 (
  terms, content='', contentless_delete=1, tokenize="ascii"
);

CREATE TABLE identity (
  id         INTEGER PRIMARY KEY,
  ref        TEXT NOT NULL,       -- its ID for everybody: that of its earliest observation
  country    TEXT NOT NULL,
  evidence   TEXT NOT NULL,       -- JSON
  candidates TEXT NOT NULL        -- JSON
);
CREATE INDEX identity_ref ON identity (ref);
-- Blocks whose identities have to be worked out anew.
CREATE TABLE unsettled (block TEXT PRIMARY KEY) WITHOUT ROWID;

-- Who else a statement's content means.
CREATE TABLE mention (
  sighting  INTEGER NOT NULL,
  statement INTEGER NOT NULL,
  PRIMARY KEY (sighting, statement)
) WITHOUT ROWID;
CREATE INDEX mention_statement ON mention (statement);

-- Keys by which package match finds variants and near-copies.
CREATE TABLE statement_key (
  key       INTEGER NOT NULL,
  statement INTEGER NOT NULL,
  PRIMARY KEY (key, statement)
) WITHOUT ROWID;
CREATE TABLE article_key (
  key     INTEGER NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (key, article)
) WITHOUT ROWID;

CREATE TABLE variant (
  statement INTEGER NOT NULL,
  other     INTEGER NOT NULL,
  relation  TEXT NOT NULL,
  score     REAL NOT NULL,
  PRIMARY KEY (statement, other)
) WITHOUT ROWID;

CREATE TABLE correction (
  id        INTEGER PRIMARY KEY,
  ref       TEXT NOT NULL UNIQUE,
  article   INTEGER,
  statement TEXT NOT NULL,
  verb      TEXT NOT NULL,
  holds     INTEGER NOT NULL,     -- 0 once undone
  body      TEXT NOT NULL         -- JSON
);
CREATE INDEX correction_article ON correction (article);

CREATE TABLE failure (
  input     TEXT PRIMARY KEY,
  reason    TEXT NOT NULL,
  first     TEXT NOT NULL,
  last      TEXT NOT NULL,
  tries     INTEGER NOT NULL,
  format    TEXT NOT NULL,        -- how to try it again: as it was told to be read,
  outlet    TEXT NOT NULL,        -- and what else was said of it
  published TEXT NOT NULL
) WITHOUT ROWID;
