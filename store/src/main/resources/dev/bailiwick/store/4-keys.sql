-- which agent may use which credential; honoured only if the log says the same
CREATE TABLE service_key (
    name TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL
);

-- credentials that backends were asked for; a fingerprint at most, never a value
CREATE TABLE lease (
    id     TEXT    NOT NULL PRIMARY KEY,
    issued BIGINT  NOT NULL,
    open   INTEGER NOT NULL,
    body   TEXT    NOT NULL
);

CREATE INDEX lease_open ON lease (open, issued);
