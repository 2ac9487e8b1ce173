CREATE TABLE acts (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    editor TEXT NOT NULL,
    kind TEXT NOT NULL,
    events TEXT NOT NULL,
    state TEXT NOT NULL, digest BLOB,
    CONSTRAINT ck_acts_state CHECK (state IN ('done', 'undone')),
    CONSTRAINT uq_acts_id UNIQUE (id)
) STRICT;

CREATE TABLE archives (
    number INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL, digest BLOB,
    CONSTRAINT pk_archives PRIMARY KEY (number),
    CONSTRAINT ck_archives_named CHECK (length(name) > 0),
    CONSTRAINT uq_archives_key UNIQUE ("key"),
    CONSTRAINT uq_archives_name UNIQUE (name)
) STRICT;

CREATE TABLE events (
    "key" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    replica TEXT NOT NULL,
    seq INTEGER NOT NULL,
    editor TEXT NOT NULL,
    at TEXT NOT NULL,
    document TEXT,
    rationale TEXT,
    guide TEXT NOT NULL,
    vocabulary TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    supersedes TEXT NOT NULL,
    act TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    merged INTEGER NOT NULL,
    CONSTRAINT uq_events_replica_seq UNIQUE (replica, seq),
    CONSTRAINT ck_events_seq CHECK (seq >= 1),
    CONSTRAINT ck_events_id CHECK (length(id) > 0),
    CONSTRAINT ck_events_hash CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
    CONSTRAINT ck_events_at CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'),
    CONSTRAINT ck_events_merged CHECK (merged IN (0, 1)),
    CONSTRAINT uq_events_id UNIQUE (id),
    CONSTRAINT uq_events_hash UNIQUE (hash)
) STRICT;

CREATE TABLE imports (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    archive TEXT NOT NULL,
    origin TEXT NOT NULL,
    at TEXT NOT NULL,
    added INTEGER NOT NULL,
    finished INTEGER NOT NULL, digest BLOB,
    CONSTRAINT ck_imports_finished CHECK (finished IN (0, 1)),
    CONSTRAINT ck_imports_added CHECK (added >= 0),
    CONSTRAINT uq_imports_id UNIQUE (id)
) STRICT;

CREATE TABLE meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL, digest BLOB,
    CONSTRAINT pk_meta PRIMARY KEY (name)
) WITHOUT ROWID, STRICT;

CREATE TABLE statements (
    number INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    listed INTEGER NOT NULL,
    CONSTRAINT pk_statements PRIMARY KEY (number),
    CONSTRAINT ck_statements_listed CHECK (listed >= 0),
    CONSTRAINT uq_statements_fingerprint UNIQUE (fingerprint)
) STRICT;

CREATE TABLE taken (
    target TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_taken PRIMARY KEY (target, "by")
) WITHOUT ROWID, STRICT;

CREATE TABLE documents (
    "key" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    markup TEXT NOT NULL,
    encoding TEXT NOT NULL,
    newline TEXT NOT NULL,
    headline TEXT NOT NULL,
    source TEXT,
    batch TEXT,
    batch_date TEXT,
    rationale TEXT,
    test TEXT,
    spans TEXT NOT NULL,
    notices TEXT NOT NULL,
    statement INTEGER,
    date TEXT,
    metadata TEXT NOT NULL,
    import INTEGER,
    imported_at TEXT NOT NULL, source_unlinked INTEGER, digest BLOB,
    CONSTRAINT ck_documents_id CHECK (length(id) = 64 AND id NOT GLOB '*[^0-9a-f]*'),
    CONSTRAINT ck_documents_kind CHECK (kind IN ('document', 'wire')),
    CONSTRAINT ck_documents_markup CHECK (markup IN ('markdown', 'plain')),
    CONSTRAINT uq_documents_id UNIQUE (id),
    CONSTRAINT fk_documents_statement FOREIGN KEY(statement) REFERENCES statements (number)
) STRICT;

CREATE TABLE tallies (
    archive INTEGER NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    flagged INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    CONSTRAINT pk_tallies PRIMARY KEY (archive, kind, source, state, flagged),
    CONSTRAINT ck_tallies_documents CHECK (documents >= 0),
    CONSTRAINT fk_tallies_archive FOREIGN KEY(archive) REFERENCES archives (number) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;

CREATE TABLE bodies (
    document INTEGER NOT NULL,
    data BLOB NOT NULL,
    text TEXT,
    CONSTRAINT pk_bodies PRIMARY KEY (document),
    CONSTRAINT fk_bodies_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE
) STRICT;

CREATE TABLE drafts (
    document INTEGER NOT NULL,
    editor TEXT NOT NULL,
    at TEXT NOT NULL,
    payload TEXT NOT NULL, digest BLOB,
    CONSTRAINT pk_drafts PRIMARY KEY (document, editor),
    CONSTRAINT fk_drafts_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE
) WITHOUT ROWID, STRICT;

CREATE TABLE placements (
    archive INTEGER NOT NULL,
    name TEXT NOT NULL,
    revision INTEGER NOT NULL,
    document INTEGER NOT NULL,
    position INTEGER NOT NULL,
    import INTEGER, digest BLOB,
    CONSTRAINT pk_placements PRIMARY KEY (archive, name, revision, document),
    CONSTRAINT ck_placements_revision CHECK (revision >= 0),
    CONSTRAINT fk_placements_archive FOREIGN KEY(archive) REFERENCES archives (number),
    CONSTRAINT fk_placements_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE
) WITHOUT ROWID, STRICT;

CREATE TABLE standings (
    document INTEGER NOT NULL,
    archive INTEGER,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    listed INTEGER NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    statement INTEGER,
    state TEXT NOT NULL,
    outcome TEXT,
    flagged INTEGER NOT NULL,
    noted INTEGER NOT NULL,
    editor TEXT,
    at TEXT,
    reasons TEXT NOT NULL,
    decided TEXT,
    CONSTRAINT pk_standings PRIMARY KEY (document),
    CONSTRAINT ck_standings_kind CHECK (kind IN ('document', 'wire')),
    CONSTRAINT ck_standings_state CHECK (state IN ('accepted', 'amended', 'changed', 'context', 'deferred', 'disputed', 'none', 'pending', 'rejected')),
    CONSTRAINT ck_standings_listed CHECK (listed IN (0, 1)),
    CONSTRAINT ck_standings_placed CHECK (listed = 0 OR archive IS NOT NULL),
    CONSTRAINT ck_standings_flagged CHECK (flagged IN (0, 1)),
    CONSTRAINT ck_standings_noted CHECK (noted IN (0, 1)),
    CONSTRAINT fk_standings_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE,
    CONSTRAINT fk_standings_archive FOREIGN KEY(archive) REFERENCES archives (number),
    CONSTRAINT fk_standings_statement FOREIGN KEY(statement) REFERENCES statements (number)
) STRICT;

CREATE INDEX ix_acts_walk ON acts (editor, state, number);

CREATE INDEX ix_events_document ON events (document, merged);

CREATE INDEX ix_documents_import ON documents (import);

CREATE INDEX ix_placements_document ON placements (document);

CREATE INDEX ix_placements_position ON placements (archive, position);

CREATE INDEX ix_standings_disputed ON standings (archive, position, name, listed, state) WHERE listed = 1 AND state = 'disputed';

CREATE INDEX ix_standings_done ON standings (archive, position, name, listed, state) WHERE listed = 1 AND state IN ('accepted', 'amended', 'context', 'rejected');

CREATE INDEX ix_standings_flagged ON standings (archive, position, name, listed, flagged) WHERE listed = 1 AND flagged = 1;

CREATE INDEX ix_standings_listed ON standings (archive, position, name, listed, state, kind, source, flagged, statement) WHERE listed = 1;

CREATE INDEX ix_standings_to_do ON standings (archive, position, name, listed, state) WHERE listed = 1 AND state IN ('changed', 'deferred', 'disputed', 'pending');

CREATE TRIGGER events_never_change
    BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER events_never_go
    BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER events_come_once
    BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE key = NEW.key)
        OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
        OR EXISTS (SELECT 1 FROM events WHERE hash = NEW.hash)
        OR EXISTS (SELECT 1 FROM events WHERE replica = NEW.replica AND seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER documents_never_change
    BEFORE UPDATE ON documents
BEGIN
    SELECT RAISE(ABORT, 'documents are never changed');
END;

CREATE TRIGGER documents_come_once
    BEFORE INSERT ON documents
    WHEN EXISTS (SELECT 1 FROM documents WHERE key = NEW.key)
        OR EXISTS (SELECT 1 FROM documents WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'documents are never changed');
END;

CREATE TRIGGER documents_with_events_stay
    BEFORE DELETE ON documents
    WHEN EXISTS (SELECT 1 FROM events WHERE document = OLD.id)
BEGIN
    SELECT RAISE(ABORT, 'a document with events stays');
END;

CREATE TRIGGER bodies_never_change
    BEFORE UPDATE ON bodies
BEGIN
    SELECT RAISE(ABORT, 'documents are never changed');
END;

CREATE TRIGGER bodies_come_once
    BEFORE INSERT ON bodies
    WHEN EXISTS (SELECT 1 FROM bodies WHERE document = NEW.document)
BEGIN
    SELECT RAISE(ABORT, 'documents are never changed');
END;

CREATE TRIGGER bodies_stay_with_documents
    BEFORE DELETE ON bodies
    WHEN EXISTS (SELECT 1 FROM documents WHERE key = OLD.document)
BEGIN
    SELECT RAISE(ABORT, 'documents are never changed');
END;

CREATE TRIGGER standings_counted
    AFTER INSERT ON standings
BEGIN
    INSERT INTO tallies (archive, kind, source, state, flagged, documents)
        SELECT NEW.archive, NEW.kind, NEW.source, NEW.state, NEW.flagged, 1
        WHERE NEW.listed = 1
        ON CONFLICT (archive, kind, source, state, flagged) DO UPDATE SET documents = documents + 1;
    UPDATE statements SET listed = listed + 1
        WHERE number = NEW.statement AND NEW.listed = 1;
END;

CREATE TRIGGER standings_discounted
    AFTER DELETE ON standings
BEGIN
    UPDATE tallies SET documents = documents - 1
        WHERE archive = OLD.archive AND kind = OLD.kind AND source = OLD.source AND state = OLD.state AND flagged = OLD.flagged AND OLD.listed = 1;
    UPDATE statements SET listed = listed - 1
        WHERE number = OLD.statement AND OLD.listed = 1;
END;

CREATE TRIGGER standings_recounted
    AFTER UPDATE OF listed, statement, archive, kind, source, state, flagged ON standings
BEGIN
    UPDATE tallies SET documents = documents - 1
        WHERE archive = OLD.archive AND kind = OLD.kind AND source = OLD.source AND state = OLD.state AND flagged = OLD.flagged AND OLD.listed = 1;
    UPDATE statements SET listed = listed - 1
        WHERE number = OLD.statement AND OLD.listed = 1;
    INSERT INTO tallies (archive, kind, source, state, flagged, documents)
        SELECT NEW.archive, NEW.kind, NEW.source, NEW.state, NEW.flagged, 1
        WHERE NEW.listed = 1
        ON CONFLICT (archive, kind, source, state, flagged) DO UPDATE SET documents = documents + 1;
    UPDATE statements SET listed = listed + 1
        WHERE number = NEW.statement AND NEW.listed = 1;
END;

CREATE TABLE saved_lists (
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    "query" TEXT NOT NULL,
    order_by TEXT NOT NULL,
    shortcut TEXT NOT NULL, digest BLOB,
    CONSTRAINT pk_saved_lists PRIMARY KEY (number),
    CONSTRAINT ck_saved_lists_named CHECK (length(name) > 0),
    CONSTRAINT uq_saved_lists_name UNIQUE (name)
) STRICT;

CREATE TABLE templates (
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL, digest BLOB,
    CONSTRAINT pk_templates PRIMARY KEY (number),
    CONSTRAINT ck_templates_named CHECK (length(name) > 0),
    CONSTRAINT uq_templates_name UNIQUE (name)
) STRICT;

CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
