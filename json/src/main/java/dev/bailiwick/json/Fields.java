package dev.bailiwick.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Reads the members of one object into the components of one record, strictly: a missing member, a wrong type, an
 * unknown member each end in a {@link JsonException} that names the place as a JSON Pointer (RFC 6901).
 *
 * <pre>{@code
 * var fields = Fields.of(object);
 * var owner = new Owner(fields.text("name"), fields.optionalText("mail"));
 * fields.end(); // refuses members nobody asked for
 * }</pre>
 */
public final class Fields {
    private final JsonObject object;
    private final String path;
    private final Set<String> asked = new HashSet<>();

    private Fields(JsonObject object, String path) {
        this.object = object;
        this.path = path;
    }

    /** @throws JsonException when the value is no object */
    public static Fields of(JsonValue value) {
        return of(value, "");
    }

    private static Fields of(JsonValue value, String path) {
        if (value instanceof JsonObject object) return new Fields(object, path);
        throw new JsonException("expected an object", path.isEmpty() ? "/" : path);
    }

    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> optionalText(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonString(var text)) return text;
            throw wrong(name, "text");
        });
    }

    public long number(String name) {
        return optionalNumber(name).orElseThrow(() -> missing(name));
    }

    /** A whole number that fits a {@code long}. */
    public Optional<Long> optionalNumber(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonNumber number && number.isLong()) return number.longValue();
            throw wrong(name, "a whole number");
        });
    }

    /** A whole number read through a record's own check. */
    public <T> T whole(String name, LongFunction<T> parse) {
        long number = number(name);
        return checked(() -> parse.apply(number), pointer(name));
    }

    public boolean flag(String name) {
        return optionalFlag(name).orElseThrow(() -> missing(name));
    }

    public Optional<Boolean> optionalFlag(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonBoolean(var flag)) return flag;
            throw wrong(name, "true or false");
        });
    }

    public JsonObject object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    public Optional<JsonObject> optionalObject(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonObject found) return found;
            throw wrong(name, "an object");
        });
    }

    /** The fields of a nested object, places counted from the outermost one. */
    public Fields fields(String name) {
        return new Fields(object(name), pointer(name));
    }

    /** The texts of an array, the empty list when it is absent. */
    public List<String> texts(String name) {
        List<String> found = new ArrayList<>();
        for (var value : arrayOf(name)) {
            if (!(value instanceof JsonString(var text))) throw wrong(name, "an array of texts");
            found.add(text);
        }
        return List.copyOf(found);
    }

    /** The objects of an array as fields, the empty list when it is absent. */
    public List<Fields> list(String name) {
        List<Fields> found = new ArrayList<>();
        for (var value : arrayOf(name)) found.add(of(value, pointer(name) + "/" + found.size()));
        return found;
    }

    /** One of an enum's constants, spelled as {@link #spelling} writes it. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        return constant(text(name), name, type);
    }

    /** {@link #oneOf} for every text of an array. */
    public <E extends Enum<E>> List<E> eachOneOf(String name, Class<E> type) {
        return texts(name).stream().map(text -> constant(text, name, type)).toList();
    }

    private <E extends Enum<E>> E constant(String text, String name, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (spelling(constant).equals(text)) return constant;
        }
        throw wrong(name, "one of " + spellings(type));
    }

    /** An enum's constant as JSON spells it: lower case, {@code -} for {@code _}. */
    public static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a member through a record's own check; its complaint becomes a {@link JsonException} with the place. */
    public <T> T parsed(String name, Function<String, T> parse) {
        return optionallyParsed(name, parse).orElseThrow(() -> missing(name));
    }

    /** {@link #parsed} for a member that may be absent. */
    public <T> Optional<T> optionallyParsed(String name, Function<String, T> parse) {
        return optionalText(name).map(text -> checked(() -> parse.apply(text), pointer(name)));
    }

    /** {@link #parsed} for every text of an array; a complaint names the element. */
    public <T> List<T> eachParsed(String name, Function<String, T> parse) {
        List<T> found = new ArrayList<>();
        for (String text : texts(name)) found.add(checked(() -> parse.apply(text), pointer(name) + "/" + found.size()));
        return List.copyOf(found);
    }

    private static <T> T checked(Supplier<T> read, String place) {
        try {
            return read.get();
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new JsonException(String.valueOf(e.getMessage()), place);
        }
    }

    public boolean has(String name) {
        return object.has(name);
    }

    /** Any JSON value, empty when absent. A {@code null} counts as a value. */
    public Optional<JsonValue> value(String name) {
        asked.add(name);
        return object.get(name);
    }

    /** @throws JsonException when the object has a member nobody asked for */
    public void end() {
        for (String name : object.members().keySet()) {
            if (!asked.contains(name)) throw new JsonException("unknown member", pointer(name));
        }
    }

    private JsonArray arrayOf(String name) {
        return value(name)
                .map(value -> {
                    if (value instanceof JsonArray array) return array;
                    throw wrong(name, "an array");
                })
                .orElse(JsonArray.EMPTY);
    }

    private JsonException missing(String name) {
        return new JsonException("member is missing", pointer(name));
    }

    private JsonException wrong(String name, String expected) {
        return new JsonException("expected " + expected, pointer(name));
    }

    private String pointer(String name) {
        return path + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static String spellings(Class<? extends Enum<?>> type) {
        var names = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) names.add(spelling(constant));
        return String.join(", ", names);
    }
}
