-- An index over the log, made from the log alone: it may be dropped and is made again.

CREATE TABLE log_entry (
    sequence BIGINT NOT NULL PRIMARY KEY CHECK (sequence BETWEEN 0 AND 9007199254740991),
    at       BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    actor    TEXT   NOT NULL,
    agent    TEXT   NOT NULL,
    session  TEXT   NOT NULL,
    tool     TEXT   NOT NULL,
    tier     BIGINT NOT NULL CHECK (tier BETWEEN 0 AND 4),
    verdict  TEXT   NOT NULL,
    -- lower case, clipped
    words    TEXT   NOT NULL
);
CREATE INDEX log_entry_agent ON log_entry (agent, sequence);
CREATE INDEX log_entry_session ON log_entry (session, sequence);
CREATE INDEX log_entry_actor ON log_entry (actor, sequence);
CREATE INDEX log_entry_kind ON log_entry (kind, sequence);
CREATE INDEX log_entry_at ON log_entry (at, sequence);

-- what each agent has been seen to do
CREATE TABLE seen (
    agent     TEXT   NOT NULL,
    dimension TEXT   NOT NULL,
    value     TEXT   NOT NULL,
    sequence  BIGINT NOT NULL CHECK (sequence BETWEEN 0 AND 9007199254740991),
    PRIMARY KEY (agent, dimension, value)
);
