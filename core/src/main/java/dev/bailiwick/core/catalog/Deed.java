package dev.bailiwick.core.catalog;

/** What sort of thing a tool does, as its words tell: coarser than {@link Verb}, which also says on what and for whom. */
public enum Deed {
    READ,
    SEARCH,
    /** Brings something here from an address. */
    FETCH,
    CREATE,
    UPDATE,
    DELETE,
    SEND,
    /** Lets somebody else see or take part. */
    SHARE,
    PUBLISH,
    PAY,
    REFUND,
    /** Binds somebody to an outside party: an order, a reservation, a trade. */
    BOOK,
    EXECUTE,
    CONFIGURE,
    /** Changes who may do what. */
    GRANT;

    public boolean onlyReads() {
        return this == READ || this == SEARCH || this == FETCH;
    }

    /** Whether it can reach somebody outside. */
    boolean reachesOut() {
        return switch (this) {
            case SEND, SHARE, PUBLISH, PAY, REFUND, BOOK -> true;
            case READ, SEARCH, FETCH, CREATE, UPDATE, DELETE, EXECUTE, CONFIGURE, GRANT -> false;
        };
    }
}
