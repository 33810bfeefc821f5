package dev.bailiwick.core.catalog;

/** What an argument is for, as its name and its value tell. */
public enum Role {
    /** Who or what the call reaches: a recipient, a host, an account, a path, the record it changes. */
    DESTINATION,
    /** What goes there. */
    CONTENT,
    /** How much money. */
    AMOUNT,
    /** A password, a key: what opens something. */
    SECRET,
    /** Who may do what. */
    ACCESS,
    /** What a machine is to do. */
    COMMAND,
    /** Anything else: a date, a count, the right to look. */
    OTHER
}
