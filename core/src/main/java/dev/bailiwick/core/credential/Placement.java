package dev.bailiwick.core.credential;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.regex.Pattern;

/**
 * Where in a request the service wants the credential, and therefore the only place where a handle is exchanged for it.
 *
 * @param name of the header or of the query's parameter; for Basic the user's name; for AWS what is
 *     signed for, such as {@code eu-central-1.s3}; empty for a path
 */
public record Placement(Kind kind, String name) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$&'*+.^_`|~-]{1,64}");

    /** The kinds of places. */
    public enum Kind {
        /** A header's value, or the word behind its scheme ({@code Authorization: Bearer ...}). */
        HEADER,
        /** A parameter of the query. */
        QUERY,
        /** A segment of the path, whole or behind a prefix ({@code /bot<token>/send}). */
        PATH,
        /** The password of {@code Authorization: Basic} (RFC 7617). */
        BASIC,
        /** Not sent at all: the border signs with it (AWS Signature Version 4). */
        AWS_SIGV4
    }

    public Placement {
        boolean named = kind != Kind.PATH;
        if (named != TOKEN.matcher(name).matches())
            throw new IllegalArgumentException("a placement is a kind and, but for a path, a name");
        if (kind == Kind.AWS_SIGV4) AwsSignature.of(name);
    }

    /** The usual one. */
    public static Placement bearer() {
        return new Placement(Kind.HEADER, "authorization");
    }

    public JsonObject json() {
        return JsonObject.with("kind", Fields.spelling(kind)).and("name", name).build();
    }

    static Placement of(Fields fields) {
        var placement = new Placement(fields.oneOf("kind", Kind.class), fields.text("name"));
        fields.end();
        return placement;
    }
}
