package dev.bailiwick.core.session;

import dev.bailiwick.core.catalog.Spelling;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one call brought back: untrusted, whatever it says. Where it has a structure ({@link Dump}), the short values of its
 * records are kept apart from the prose that somebody wrote into them.
 */
public final class Content implements Prose {
    /** Arguments that nobody kept: not none, which would be the person's own record. */
    static final JsonObject NOT_KEPT =
            JsonObject.with("notKept", new JsonBoolean(true)).build();

    private static final int MOST_WORDS = 20_000;
    private static final Pattern NUMBERED = Pattern.compile(
            "(?:\\bids?|\\bnumbers?|\\bnr|\\bno\\.|#|['\"`\u2018\u201c])(?:\\s|[:='\"`#(])*([a-z0-9]{1,3})(?![a-z0-9])");

    private final int number;
    private final String tool;
    private final JsonObject arguments;
    private final String text;
    private final int signal;
    private final List<Entry> entries;
    private final WordSet prose;
    private final Set<BigDecimal> amounts;
    private final Set<String> numbered;
    private final Neighbours neighbours;

    /**
     * @param number the call's place in the session, counted from 1
     * @param signal how loudly the text speaks to the agent, 0 to 3
     */
    public Content(int number, String tool, JsonObject arguments, String text, int signal) {
        this.number = number;
        this.tool = tool;
        this.arguments = arguments;
        this.text = text;
        this.signal = signal;
        var records = Entry.all(text);
        this.entries = records.entries();
        this.prose = WordSet.of(wordsOf(records.prose()));
        this.amounts = Amounts.money(String.join("\n", records.prose()));
        this.numbered = numbered(records.prose());
        this.neighbours = Neighbours.in(records.prose());
    }

    private Content(Content same, int signal) {
        this.number = same.number;
        this.tool = same.tool;
        this.arguments = same.arguments;
        this.text = same.text;
        this.signal = signal;
        this.entries = same.entries;
        this.prose = same.prose;
        this.amounts = same.amounts;
        this.numbered = same.numbered;
        this.neighbours = same.neighbours;
    }

    /** The same, speaking this loudly. */
    Content raised(int signal) {
        return new Content(this, signal);
    }

    private static Set<String> wordsOf(List<String> texts) {
        Set<String> words = new HashSet<>();
        for (String each : texts) {
            add(words, each);
            for (String inner : Canonical.decoded(each)) {
                add(words, inner);
                for (String deeper : Canonical.decoded(inner)) add(words, deeper);
            }
        }
        return words;
    }

    private static void add(Set<String> words, String text) {
        for (String run : Canonical.runs(Canonical.skeleton(text))) {
            if (words.size() >= MOST_WORDS) return;
            words.add(run);
        }
    }

    /** Short numbers and codes stand everywhere by chance: one is told where it is called an id, or stands in quotes. */
    private static Set<String> numbered(List<String> texts) {
        Set<String> found = new HashSet<>();
        for (String text : texts) {
            var id = NUMBERED.matcher(Canonical.skeleton(text));
            while (id.find() && found.size() < MOST_WORDS) found.add(id.group(1));
        }
        return found;
    }

    public int number() {
        return number;
    }

    public String tool() {
        return tool;
    }

    public JsonObject arguments() {
        return arguments;
    }

    public String text() {
        return text;
    }

    public int signal() {
        return signal;
    }

    /** The records of a structured answer; none where it has no structure. */
    public List<Entry> entries() {
        return entries;
    }

    /** Whether prose in it holds this value with its parts close to one another, and in their order. */
    boolean tellsTogether(Needle value) {
        var runs = value.runs();
        return tells(value) && (runs.size() == 1 || neighbours.hold(runs) || !prose.containsAll(runs));
    }

    /** Whether prose in it holds this value in any form, see {@link Needle#isToldBy}. */
    boolean tells(Needle value) {
        return value.isToldBy(this);
    }

    @Override
    public boolean has(String word) {
        return prose.contains(word);
    }

    @Override
    public boolean hasNumbered(String code) {
        return numbered.contains(code);
    }

    /** Whether a record in it has this short value. */
    boolean holds(String plain) {
        for (Entry entry : entries) if (entry.holds(plain)) return true;
        return false;
    }

    boolean tellsAmount(BigDecimal amount) {
        return amounts.contains(amount);
    }

    /** Every word that its prose is asked for. */
    Set<String> words() {
        Set<String> words = new HashSet<>(prose.words());
        words.addAll(numbered);
        return words;
    }

    /** Every short value of its records. */
    Set<String> values() {
        return entries.stream()
                .flatMap(entry -> entry.values().stream())
                .map(Entry.Value::plain)
                .collect(Collectors.toUnmodifiableSet());
    }

    String where() {
        return "call " + number + " (" + tool + ")";
    }

    String excerpt(String value) {
        return Excerpts.around(text, value);
    }

    public JsonObject json() {
        return JsonObject.with("tool", tool)
                .and("number", number)
                .and("arguments", arguments)
                .and("text", text)
                .and("signal", signal)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no content */
    static Content of(Fields fields) {
        var content = new Content(
                (int) fields.number("number"),
                fields.text("tool"),
                fields.object("arguments"),
                fields.text("text"),
                (int) fields.number("signal"));
        fields.end();
        return content;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content content && content.json().equals(json());
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, tool, text);
    }

    @Override
    public String toString() {
        return where();
    }

    /**
     * One record of a structured answer.
     *
     * @param values its short values by name, plain
     * @param words every word in it, prose too
     */
    public record Entry(List<Value> values, Set<String> words) {
        /** A short value under its name. */
        public record Value(String name, String plain) {
            boolean isId() {
                var words = Spelling.words(name);
                return !words.isEmpty() && Spelling.stem(words.getLast()).equals("id");
            }
        }

        record Records(List<Entry> entries, List<String> prose) {}

        public Entry {
            values = List.copyOf(values);
            words = Set.copyOf(words);
        }

        static Records all(String text) {
            List<Entry> entries = new ArrayList<>();
            List<String> prose = new ArrayList<>();
            var structure = Dump.read(text);
            if (structure.isEmpty()) prose.add(text);
            structure.ifPresent(value -> new Recorder(entries, prose).top(value));
            return new Records(List.copyOf(entries), prose);
        }

        /** Whether one of its amounts is at least this high. */
        boolean bounds(BigDecimal wanted) {
            return values.stream()
                    .filter(value -> value.plain().matches("[0-9]{1,12}\\.[0-9]{1,2}"))
                    .anyMatch(value -> new BigDecimal(value.plain()).compareTo(wanted) >= 0);
        }

        boolean holds(String plain) {
            for (Value value : values) if (value.plain().equals(plain)) return true;
            return false;
        }
    }
}
