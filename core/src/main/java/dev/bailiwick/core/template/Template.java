package dev.bailiwick.core.template;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One paper with what it leaves open.
 *
 * @param version grows whenever what it says changes
 * @param document in Markdown; {@code {{name}}} stands for a parameter
 * @param cedar what enforces it, as policies of an {@code own.cedar}
 */
public record Template(
        String name,
        int version,
        String title,
        String purpose,
        List<Parameter> parameters,
        Placeholders document,
        Optional<Placeholders> cedar) {
    private static final String FORMAT = "bailiwick-template-1";

    public Template {
        parameters = List.copyOf(parameters);
        refuseUnlike(parameters, document, cedar);
    }

    /**
     * @param json the data file
     * @throws dev.bailiwick.json.JsonException naming the place of what is wrong
     * @throws IllegalArgumentException when texts and parameters do not agree
     */
    public static Template of(JsonObject json, String document, Optional<String> cedar) {
        var fields = Fields.of(json);
        fields.parsed("format", Template::requireFormat);
        List<Parameter> parameters = new ArrayList<>();
        for (var each : fields.list("parameters")) parameters.add(Parameter.of(each));
        var template = new Template(
                fields.text("name"),
                Math.toIntExact(fields.number("version")),
                fields.text("title"),
                fields.text("purpose"),
                parameters,
                new Placeholders(document),
                cedar.map(Placeholders::new));
        fields.end();
        return template;
    }

    private static String requireFormat(String format) {
        if (!format.equals(FORMAT)) throw new IllegalArgumentException("expected " + FORMAT);
        return format;
    }

    private static void refuseUnlike(List<Parameter> parameters, Placeholders document, Optional<Placeholders> cedar) {
        var used = new HashSet<>(document.names());
        cedar.ifPresent(text -> used.addAll(text.names()));
        for (var parameter : parameters) {
            if (!used.remove(parameter.name()))
                throw new IllegalArgumentException(parameter.name() + " stands nowhere, or twice");
            boolean reaches = cedar.filter(text -> text.names().contains(parameter.name()))
                    .isPresent();
            if (reaches && !(parameter.kind().closed() && !parameter.many()))
                throw new IllegalArgumentException(parameter.name() + " is open text and stands in a policy");
        }
        if (!used.isEmpty()) throw new IllegalArgumentException("no parameter is called " + used);
    }

    /**
     * The paper with these values.
     *
     * @throws IllegalArgumentException naming the field that is wrong, missing or unknown
     */
    public Instance instantiate(Map<String, String> given) {
        var unknown = new HashSet<>(given.keySet());
        Map<String, List<String>> values = new TreeMap<>();
        for (var parameter : parameters) {
            unknown.remove(parameter.name());
            var text = Optional.ofNullable(given.get(parameter.name()))
                    .or(parameter::usual)
                    .orElseThrow(() -> new IllegalArgumentException(parameter.name() + ": missing; expected "
                            + parameter.kind().words()));
            values.put(parameter.name(), parameter.values(text));
        }
        if (!unknown.isEmpty())
            throw new IllegalArgumentException(unknown.iterator().next() + ": " + name + " has no such parameter");
        return new Instance(this, values);
    }

    public JsonObject json() {
        return JsonObject.with("name", name)
                .and("version", version)
                .and("title", title)
                .and("purpose", purpose)
                .and("enforced", cedar.isPresent())
                .and(
                        "parameters",
                        new JsonArray(parameters.stream()
                                .<JsonValue>map(Parameter::json)
                                .toList()))
                .build();
    }
}
