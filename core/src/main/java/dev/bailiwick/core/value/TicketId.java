package dev.bailiwick.core.value;

import java.util.regex.Pattern;

/** The number of a change ticket: as the own register and Jira write it, as ServiceNow does, or as GitHub does. */
public record TicketId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z][A-Za-z0-9]*-[0-9]{1,10}|[A-Z]{2,8}[0-9]{5,12}"
            + "|[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}#[0-9]{1,10}");

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
