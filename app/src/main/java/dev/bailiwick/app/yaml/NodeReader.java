package dev.bailiwick.app.yaml;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML nodes into JSON values. The recursion is bounded. */
final class NodeReader {
    private static final int DEPTH = 32;

    private final String name;
    private final Map<String, YamlDocument.Place> places = new HashMap<>();
    private int depth;

    NodeReader(String name) {
        this.name = name;
    }

    Map<String, YamlDocument.Place> places() {
        return Map.copyOf(places);
    }

    JsonValue read(Node node, String pointer) {
        if (node.getAnchor().isPresent()) throw wrong(node, "anchors and aliases are not read here");
        if (++depth > DEPTH) throw wrong(node, "nested deeper than " + DEPTH);
        places.put(pointer, YamlDocument.Place.of(node.getStartMark()));
        try {
            return switch (node) {
                case MappingNode mapping -> object(mapping, pointer);
                case SequenceNode sequence -> array(sequence, pointer);
                case ScalarNode scalar -> scalar(scalar);
                default -> throw wrong(node, "this is no value");
            };
        } finally {
            depth--;
        }
    }

    private JsonObject object(MappingNode mapping, String pointer) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) throw wrong(tuple.getKeyNode(), "a key must be text");
            String at = pointer + "/" + key.getValue().replace("~", "~0").replace("/", "~1");
            if (members.put(key.getValue(), read(tuple.getValueNode(), at)) != null) {
                throw wrong(key, "the key \"" + key.getValue() + "\" stands here twice");
            }
            places.put(at, YamlDocument.Place.of(key.getStartMark()));
        }
        return new JsonObject(members);
    }

    private JsonArray array(SequenceNode sequence, String pointer) {
        List<JsonValue> values = new ArrayList<>();
        for (var element : sequence.getValue()) values.add(read(element, pointer + "/" + values.size()));
        return new JsonArray(values);
    }

    private JsonValue scalar(ScalarNode scalar) {
        var tag = scalar.getTag();
        String text = scalar.getValue();
        if (tag.equals(Tag.STR)) return new JsonString(text);
        if (tag.equals(Tag.NULL)) return JsonNull.NULL;
        if (tag.equals(Tag.BOOL)) return new JsonBoolean(Boolean.parseBoolean(text));
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) return number(scalar, text);
        throw wrong(scalar, "the tag " + tag + " is not read here");
    }

    private JsonNumber number(ScalarNode scalar, String text) {
        try {
            return new JsonNumber(new BigDecimal(text));
        } catch (IllegalArgumentException e) {
            throw wrong(scalar, "\"" + text + "\" is no plain decimal number: put it in quotes if it is text");
        }
    }

    private YamlException wrong(Node node, String message) {
        return new YamlException(name + " " + YamlDocument.Place.of(node.getStartMark()) + ": " + message);
    }
}
