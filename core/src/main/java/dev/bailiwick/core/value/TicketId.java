package dev.bailiwick.core.value;

import java.util.regex.Pattern;

/** The number of a change ticket. */
public record TicketId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z][A-Za-z0-9]*-[0-9]{1,10}");

    public TicketId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a ticket id such as CHG-17: \"" + Untrusted.visible(value) + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
