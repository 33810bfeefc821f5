package dev.bailiwick.cedar;

/** {@code true} or {@code false}. */
public enum Bool implements Value {
    FALSE,
    TRUE;

    public static Bool of(boolean flag) {
        return flag ? TRUE : FALSE;
    }

    public boolean isTrue() {
        return this == TRUE;
    }

    @Override
    public ValueKind kind() {
        return ValueKind.BOOL;
    }

    @Override
    public String toString() {
        return this == TRUE ? "true" : "false";
    }
}
