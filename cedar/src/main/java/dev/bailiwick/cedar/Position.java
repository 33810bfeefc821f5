package dev.bailiwick.cedar;

/**
 * A place in source text.
 *
 * @param offset index of the UTF-16 unit, from 0
 * @param line from 1
 * @param column code points into the line, from 1
 */
public record Position(int offset, int line, int column) {
    /** Where things stand that were not read from text: JSON policies, policies built in code. */
    public static final Position NONE = new Position(0, 0, 0);

    /** Whether this is a real place in a text. */
    public boolean known() {
        return line > 0;
    }

    @Override
    public String toString() {
        return known() ? "line " + line + ", column " + column : "no position";
    }
}
