-- how far each change of a credential has come
CREATE TABLE rotation (
    fresh TEXT    NOT NULL PRIMARY KEY,
    key   TEXT    NOT NULL,
    begun BIGINT  NOT NULL,
    open  INTEGER NOT NULL,
    body  TEXT    NOT NULL
);
CREATE INDEX rotation_open ON rotation (open, begun);
CREATE INDEX rotation_key ON rotation (key, begun);
