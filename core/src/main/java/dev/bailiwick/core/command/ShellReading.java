package dev.bailiwick.core.command;

/** What a text turned out to be: a {@link ShellLine}, or something whose meaning nobody promises. */
public sealed interface ShellReading permits ShellLine, ShellReading.Refused {
    /**
     * Outside the subset.
     *
     * @param why one clause that never quotes the text
     * @param at the character it was seen at, counted from 1
     */
    record Refused(String why, int at) implements ShellReading {
        /** The clause with its place. */
        public String sentence() {
            return why + " (character " + at + ")";
        }
    }
}
