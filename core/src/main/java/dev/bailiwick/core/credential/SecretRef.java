package dev.bailiwick.core.credential;

import java.util.regex.Pattern;

/** Where a secret lies, such as {@code sealed-file/crm}: never the secret itself. */
public record SecretRef(String backend, String name) {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,39}/[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public SecretRef {
        if (!SHAPE.matcher(backend + "/" + name).matches())
            throw new IllegalArgumentException("not a backend and a name such as sealed-file/crm");
    }

    public static SecretRef of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) throw new IllegalArgumentException("not a backend and a name such as sealed-file/crm");
        return new SecretRef(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return backend + "/" + name;
    }
}
