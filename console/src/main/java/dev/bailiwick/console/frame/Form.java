package dev.bailiwick.console.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The fields of a form a person sent: bounded, each name once. */
public record Form(Map<String, String> fields) {
    /** No form of ours is longer: reasons are at most a page of text. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_FIELDS = 40;
    private static final int MAX_REASON = 2_000;

    public Form {
        fields = Map.copyOf(fields);
    }

    static Form read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) throw new NotUnderstood(413, "The form is larger than 64 KiB.");
            return parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Form parse(String body) {
        var fields = new HashMap<String, String>();
        if (body.isEmpty()) return new Form(fields);
        String[] pairs = body.split("&", -1);
        if (pairs.length > MAX_FIELDS) throw new NotUnderstood("The form has more than " + MAX_FIELDS + " fields.");
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 0) throw new NotUnderstood("The form is malformed.");
            if (fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))) != null) {
                throw new NotUnderstood("The form names a field twice.");
            }
        }
        return new Form(fields);
    }

    private static String decoded(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\0') >= 0 || decoded.indexOf('\ufffd') >= 0) {
                throw new NotUnderstood("The form holds characters that are no text.");
            }
            return decoded.strip().replace("\r\n", "\n");
        } catch (IllegalArgumentException e) {
            throw new NotUnderstood("The form is malformed.");
        }
    }

    /** Empty when the field is absent or blank. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).filter(text -> !text.isBlank());
    }

    public String required(String name, String what) {
        return text(name).orElseThrow(() -> new NotUnderstood("Please give " + what + "."));
    }

    /** A reason: required, at most 2,000 characters. */
    public String reason() {
        String reason = required("reason", "a reason");
        if (reason.length() > MAX_REASON) throw new NotUnderstood("A reason has at most 2,000 characters.");
        return reason;
    }

    public boolean checked(String name) {
        return fields.containsKey(name);
    }

    /** A field read by a record's own check; its complaint is shown to the person. */
    public <T> Optional<T> parsed(String name, Function<String, T> parse) {
        return text(name).map(text -> Visit.parsed(text, parse));
    }
}
