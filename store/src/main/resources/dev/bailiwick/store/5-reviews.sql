-- what people look at afterwards; it holds back only as the log says
CREATE TABLE review (
    id       TEXT    NOT NULL PRIMARY KEY,
    about    BIGINT  NOT NULL CHECK (about BETWEEN 0 AND 9007199254740991),
    due      BIGINT  NOT NULL CHECK (due BETWEEN 0 AND 9007199254740991),
    -- open, or found not ok and not settled
    live     BOOLEAN NOT NULL CHECK (live IN (TRUE, FALSE)),
    revision BIGINT  NOT NULL CHECK (revision BETWEEN 1 AND 9007199254740991),
    body     TEXT    NOT NULL
);
CREATE INDEX review_live ON review (live, due, about);
CREATE INDEX review_about ON review (about);
