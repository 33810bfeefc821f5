-- in whose place somebody says yes; it counts only as the log says
CREATE TABLE delegation (
    id       TEXT    NOT NULL PRIMARY KEY,
    deputy   TEXT    NOT NULL,
    ends     BIGINT  NOT NULL CHECK (ends BETWEEN 0 AND 9007199254740991),
    -- nobody took it back
    live     BOOLEAN NOT NULL CHECK (live IN (TRUE, FALSE)),
    revision BIGINT  NOT NULL CHECK (revision BETWEEN 1 AND 9007199254740991),
    body     TEXT    NOT NULL
);
CREATE INDEX delegation_deputy ON delegation (deputy, live, ends);
CREATE INDEX delegation_live ON delegation (live, ends, id);

-- who broke the glass, for which agent, until when; it counts only as the log says
CREATE TABLE glass (
    id     TEXT   NOT NULL PRIMARY KEY,
    broken BIGINT NOT NULL CHECK (broken BETWEEN 0 AND 9007199254740991),
    body   TEXT   NOT NULL
);
CREATE INDEX glass_broken ON glass (broken, id);
