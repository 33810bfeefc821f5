-- One SQL for SQLite and PostgreSQL. Instants are milliseconds since 1970. SQLite does not check types by itself: the ranges do.

CREATE TABLE approval (
    id       TEXT    NOT NULL PRIMARY KEY,
    agent    TEXT    NOT NULL,
    action   TEXT    NOT NULL,
    state    TEXT    NOT NULL,
    -- pending, approved, or claimed without an entry
    live     BOOLEAN NOT NULL CHECK (live IN (TRUE, FALSE)),
    opened   BIGINT  NOT NULL CHECK (opened BETWEEN 0 AND 9007199254740991),
    revision BIGINT  NOT NULL CHECK (revision BETWEEN 1 AND 9007199254740991),
    body     TEXT    NOT NULL
);
CREATE UNIQUE INDEX approval_live ON approval (agent, action) WHERE live;
CREATE INDEX approval_state ON approval (state, opened, id);
CREATE INDEX approval_opened ON approval (opened, id);

CREATE TABLE counter (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL CHECK (value BETWEEN 1 AND 9007199254740991)
);

CREATE TABLE ticket (
    id       TEXT   NOT NULL PRIMARY KEY,
    added    BIGINT NOT NULL CHECK (added BETWEEN 1 AND 9007199254740991),
    revision BIGINT NOT NULL CHECK (revision BETWEEN 1 AND 9007199254740991),
    body     TEXT   NOT NULL
);
CREATE INDEX ticket_added ON ticket (added, id);

CREATE TABLE agent (
    id   TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TABLE credential (
    secret  TEXT   NOT NULL PRIMARY KEY,
    agent   TEXT   NOT NULL,
    purpose TEXT   NOT NULL,
    issued  BIGINT NOT NULL CHECK (issued BETWEEN 0 AND 9007199254740991),
    revoked BIGINT CHECK (revoked BETWEEN 0 AND 9007199254740991)
);
CREATE INDEX credential_agent ON credential (agent, issued);

CREATE TABLE tool (
    digest       TEXT   NOT NULL PRIMARY KEY,
    name         TEXT   NOT NULL,
    first_user   TEXT   NOT NULL,
    first_seen   BIGINT NOT NULL CHECK (first_seen BETWEEN 0 AND 9007199254740991),
    example      TEXT   NOT NULL,
    tier         BIGINT CHECK (tier BETWEEN 1 AND 4),
    confirmed_by TEXT,
    confirmed_at BIGINT CHECK (confirmed_at BETWEEN 0 AND 9007199254740991)
);
CREATE INDEX tool_seen ON tool (first_seen, digest);

-- scope is an agent's id, or * for everything
CREATE TABLE frozen (
    scope TEXT NOT NULL PRIMARY KEY,
    body  TEXT NOT NULL
);

CREATE TABLE sign_in_link (
    secret  TEXT   NOT NULL PRIMARY KEY,
    person  TEXT   NOT NULL,
    expires BIGINT NOT NULL CHECK (expires BETWEEN 0 AND 9007199254740991)
);
CREATE INDEX sign_in_link_person ON sign_in_link (person);

CREATE TABLE console_session (
    secret  TEXT   NOT NULL PRIMARY KEY,
    person  TEXT   NOT NULL,
    opened  BIGINT NOT NULL CHECK (opened BETWEEN 0 AND 9007199254740991),
    expires BIGINT NOT NULL CHECK (expires BETWEEN 0 AND 9007199254740991)
);
CREATE INDEX console_session_person ON console_session (person, opened);
