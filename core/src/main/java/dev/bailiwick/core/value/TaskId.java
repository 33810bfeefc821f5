package dev.bailiwick.core.value;

import java.util.regex.Pattern;

/** The handle of one request for approval. */
public record TaskId(String value) {
    private static final Pattern SHAPE = Pattern.compile("task-[0-9a-z]{10,40}");

    public TaskId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a task id: \"" + Untrusted.visible(value) + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
