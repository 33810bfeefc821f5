package dev.bailiwick.core.template;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One thing a template leaves open.
 *
 * @param many whether several values, between commas, may stand there
 * @param usual the value when nobody gives one; without it a value is needed
 */
public record Parameter(String name, String about, Kind kind, boolean many, Optional<String> usual) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    public Parameter {
        if (!NAME.matcher(name).matches()) throw new IllegalArgumentException("no name of a parameter: " + name);
        if (about.isBlank()) throw new IllegalArgumentException(name + " says nothing about itself");
    }

    static Parameter of(Fields fields) {
        var parameter = new Parameter(
                fields.text("name"),
                fields.text("about"),
                Kind.of(fields),
                fields.optionalFlag("many").orElse(false),
                fields.optionalText("default"));
        fields.end();
        parameter.usual().ifPresent(parameter::values);
        return parameter;
    }

    /**
     * The values of a text.
     *
     * @throws IllegalArgumentException naming the field, and what is expected
     */
    List<String> values(String text) {
        var values = many ? Stream.of(text.split(",", -1)).map(String::strip).toList() : List.of(text.strip());
        if (!values.stream().allMatch(kind::takes))
            throw new IllegalArgumentException(
                    name + ": expected " + kind.words() + (many ? ", several between commas" : ""));
        return values;
    }

    public JsonObject json() {
        return JsonObject.with("name", name)
                .and("about", about)
                .and("takes", kind.words())
                .and("many", new JsonBoolean(many))
                .and("default", usual.map(JsonString::new))
                .build();
    }
}
