package dev.bailiwick.core.policy;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One version of all policies as text: what is drafted, published and kept. Its digest is its name.
 *
 * @param schema the vocabulary, {@code bailiwick.cedarschema}; it ships with the product and is part of every version
 * @param layers the policies in Cedar's own syntax
 * @param cases the organisation's own golden cases, one JSON object a line; see {@link GoldenCase}
 */
public record PolicyText(String schema, Map<Layer, String> layers, String cases) {
    /** The schema's name among the resources beside this class. */
    public static final String SCHEMA = "bailiwick.cedarschema";

    public PolicyText {
        var all = new EnumMap<Layer, String>(Layer.class);
        for (Layer layer : Layer.values()) all.put(layer, layers.getOrDefault(layer, ""));
        layers = Map.copyOf(all);
    }

    /**
     * What ships.
     *
     * @param resource reads a resource that stands beside this class
     */
    public static PolicyText shipped(Function<String, String> resource) {
        var layers = new EnumMap<Layer, String>(Layer.class);
        for (Layer layer : Layer.values()) if (layer != Layer.OWN) layers.put(layer, resource.apply(layer.file()));
        return new PolicyText(resource.apply(SCHEMA), layers, "");
    }

    public String layer(Layer layer) {
        return layers.getOrDefault(layer, "");
    }

    public PolicyText with(Layer layer, String text) {
        var changed = new EnumMap<>(layers);
        changed.put(layer, text);
        return new PolicyText(schema, changed, cases);
    }

    public PolicyText withCases(String lines) {
        return new PolicyText(schema, layers, lines);
    }

    public Digest digest() {
        return Digest.of(json());
    }

    public JsonObject json() {
        var texts = JsonObject.builder();
        for (Layer layer : Layer.values()) texts.and(Fields.spelling(layer), layer(layer));
        return JsonObject.with("schema", schema)
                .and("layers", texts.build())
                .and("cases", cases)
                .build();
    }

    /** @throws JsonException when the object is no version of policies */
    public static PolicyText of(JsonObject json) {
        var fields = Fields.of(json);
        var texts = fields.fields("layers");
        var layers = new EnumMap<Layer, String>(Layer.class);
        for (Layer layer : Layer.values()) layers.put(layer, texts.text(Fields.spelling(layer)));
        texts.end();
        var text = new PolicyText(fields.text("schema"), layers, fields.text("cases"));
        fields.end();
        return text;
    }
}
