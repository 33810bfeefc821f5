package dev.bailiwick.core.template;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A template with its values: a paper somebody can sign. */
public record Instance(Template template, Map<String, List<String>> values) {
    public Instance {
        values = new TreeMap<>(values);
    }

    /** The document, and below it what it was made of. */
    public String document() {
        var from = values.keySet().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return "# " + template.title() + "\n\n"
                + template.document().markdown(values).strip() + "\n\n---\n\n"
                + "*" + template.name() + ", version " + template.version() + "; values: " + from + "; digest "
                + digest().hex().substring(0, 16) + "*\n";
    }

    /** What enforces it, to be proposed and published like every policy. */
    public Optional<String> cedar() {
        return template.cedar()
                .map(text -> "// " + template.title() + ": " + template.name() + ", version " + template.version()
                        + ", digest " + digest().hex().substring(0, 16) + "\n"
                        + text.plain(values));
    }

    /** Of template, version and values. */
    public Digest digest() {
        return Digest.of(named().build());
    }

    private JsonObject.Builder named() {
        var given = JsonObject.builder();
        values.forEach((name, list) -> given.and(name, JsonArray.ofStrings(list)));
        return JsonObject.with("template", template.name())
                .and("version", template.version())
                .and("values", given.build());
    }

    public JsonObject json() {
        return named().and("digest", digest().hex())
                .and("document", document())
                .and("cedar", cedar().map(JsonString::new))
                .build();
    }
}
