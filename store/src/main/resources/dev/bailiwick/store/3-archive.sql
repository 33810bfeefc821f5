-- versions of policies and facts, canonical JSON (RFC 8785) under its own digest
CREATE TABLE archive (
    digest TEXT NOT NULL PRIMARY KEY,
    body   TEXT NOT NULL
);
