-- public halves of passkeys; honoured only if the log says the same
CREATE TABLE passkey (
    id      TEXT   NOT NULL PRIMARY KEY,
    person  TEXT   NOT NULL,
    added   BIGINT NOT NULL CHECK (added BETWEEN 0 AND 9007199254740991),
    -- what the authenticator said last: one that goes back is a copy
    counter BIGINT NOT NULL CHECK (counter BETWEEN 0 AND 9007199254740991),
    used    BIGINT CHECK (used BETWEEN 0 AND 9007199254740991),
    body    TEXT   NOT NULL
);
CREATE INDEX passkey_person ON passkey (person, added, id);
