-- API tokens as digests; honoured only if the log says the same
CREATE TABLE api_token (
    id      TEXT   NOT NULL PRIMARY KEY,
    secret  TEXT   NOT NULL UNIQUE,
    person  TEXT   NOT NULL,
    created BIGINT NOT NULL CHECK (created BETWEEN 0 AND 9007199254740991),
    used    BIGINT CHECK (used BETWEEN 0 AND 9007199254740991),
    revoked BIGINT CHECK (revoked BETWEEN 0 AND 9007199254740991),
    body    TEXT   NOT NULL
);
CREATE INDEX api_token_created ON api_token (created, id);
CREATE INDEX api_token_person ON api_token (person, created, id);
