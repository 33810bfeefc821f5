package dev.bailiwick.core.catalog;

import dev.bailiwick.json.Fields;

/** What a call does, in the words of the policies: the actions of {@code bailiwick.cedarschema}, one for one. */
public enum Verb {
    READ,
    SEARCH,
    MONITOR,
    FETCH,
    BROWSE,
    SUBMIT,
    CREATE,
    UPDATE,
    DELETE,
    POST,
    SEND,
    PUBLISH,
    PAY,
    REFUND,
    UPDATE_RECORD,
    DELETE_RECORD,
    EXPORT_RECORD,
    EXECUTE,
    DEPLOY,
    CONFIGURE,
    CHANGE_ACCESS,
    AMEND_INSTRUCTIONS,
    /** Nobody can say what it does. */
    UNCLASSIFIED;

    private final String action = camelCase(Fields.spelling(this));

    /** The action's name in the schema, such as {@code updateRecord}. */
    public String action() {
        return action;
    }

    private static String camelCase(String spelling) {
        int dash = spelling.indexOf('-');
        return dash < 0
                ? spelling
                : spelling.substring(0, dash)
                        + Character.toUpperCase(spelling.charAt(dash + 1))
                        + spelling.substring(dash + 2);
    }
}
