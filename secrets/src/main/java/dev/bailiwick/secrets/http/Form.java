package dev.bailiwick.secrets.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of a form. It may hold a secret, so it does not print them. */
public final class Form {
    private final Map<String, String> fields = new LinkedHashMap<>();

    public static Form with(String name, String value) {
        return new Form().and(name, value);
    }

    public Form and(String name, String value) {
        fields.put(name, value);
        return this;
    }

    /** As it is sent. It may hold a secret. */
    public String encoded() {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "form with " + fields.keySet();
    }
}
