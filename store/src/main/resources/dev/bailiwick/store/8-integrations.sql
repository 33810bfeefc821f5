-- one system for one agent, from the request to its end; it opens something only as the log says
CREATE TABLE integration (
    id        TEXT    NOT NULL PRIMARY KEY,
    agent     TEXT    NOT NULL,
    requested BIGINT  NOT NULL CHECK (requested BETWEEN 0 AND 9007199254740991),
    -- requested or approved
    live      BOOLEAN NOT NULL CHECK (live IN (TRUE, FALSE)),
    revision  BIGINT  NOT NULL CHECK (revision BETWEEN 1 AND 9007199254740991),
    body      TEXT    NOT NULL
);
CREATE INDEX integration_live ON integration (live, requested, id);
CREATE INDEX integration_agent ON integration (agent);
CREATE INDEX integration_requested ON integration (requested, id);
