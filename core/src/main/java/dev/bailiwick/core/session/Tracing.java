package dev.bailiwick.core.session;

import dev.bailiwick.core.catalog.Argument;
import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.catalog.Role;
import dev.bailiwick.core.catalog.Sense;
import dev.bailiwick.core.catalog.Spelling;
import dev.bailiwick.core.catalog.Tool;
import dev.bailiwick.core.session.Content.Entry;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Traces each argument of one call back to where it came from.
 *
 * <p>In this order: a person's own words; a registered automation's; a record of the person's own account that they pointed
 * at, unless a loud text names the same value; anything else that was read; the model alone. A session that has forgotten
 * something calls untrusted what it cannot find.
 */
public final class Tracing {
    /** From this signal on a text takes the trust away from the values it names. */
    private static final int LOUD = 1;

    private final Past past;
    private final Catalog catalog;
    private final Map<Integer, Optional<Sense>> senses = new HashMap<>();
    private final Map<Integer, Set<String>> pointing = new HashMap<>();
    private final Map<String, Needle> needles = new HashMap<>();
    private final Map<String, Optional<BigDecimal>> amounts = new HashMap<>();

    public Tracing(Session session, Catalog catalog) {
        this.past = session.past();
        this.catalog = catalog;
    }

    /**
     * Where one argument came from.
     *
     * @param designated whether the person's words say which one: they name it, or point at the record that holds it
     */
    public record Trace(Provenance provenance, boolean designated) {
        public Source source() {
            return provenance.source();
        }
    }

    public Trace of(Argument argument) {
        var said = said(argument);
        if (said.isPresent()) {
            var source = source(said.get());
            var found = from(argument, source, "message", said.get().excerpt(argument.text()));
            return new Trace(found, source == Source.PERSON);
        }
        var told = told(argument);
        var record = loud(argument) >= LOUD ? Optional.<Held>empty() : record(argument);
        if (record.isPresent())
            return new Trace(
                    from(argument, Source.INTERNAL, record.get().content()),
                    record.get().designated());
        var read = told.or(() -> holding(argument));
        if (read.isPresent()) return new Trace(from(argument, Source.UNTRUSTED, read.get()), false);
        return new Trace(from(argument, past.forgotten() ? Source.UNTRUSTED : Source.MODEL, "", ""), false);
    }

    /** A record of the person's account that holds a value. */
    private record Held(Content content, boolean designated) {}

    /** A loud text that speaks of what this tool reads, when no word of the person does. */
    public Optional<Content> choosing(Sense sense) {
        if (sense.objects().isEmpty()) return Optional.empty();
        boolean asked = past.words().stream()
                .filter(words -> words.speaker() == Speaker.PERSON)
                .anyMatch(words -> speaksOf(words.runs(), sense));
        if (asked) return Optional.empty();
        return past.contents().stream()
                .filter(content ->
                        content.signal() > LOUD && speaksOf(Canonical.runs(Canonical.skeleton(content.text())), sense))
                .findFirst();
    }

    private static boolean speaksOf(List<String> runs, Sense sense) {
        return runs.stream()
                .map(Spelling::stem)
                .collect(java.util.stream.Collectors.toSet())
                .containsAll(sense.objects());
    }

    /** Whether a person spoke of an amount of money at least this high, or pointed at a record with one beside this target. */
    public boolean bounded(Argument argument, Argument target) {
        return Amounts.of(argument.text())
                .filter(wanted -> saidToBound(wanted) || recordBounds(wanted, target))
                .isPresent();
    }

    private boolean saidToBound(BigDecimal wanted) {
        return past.words().stream()
                .filter(words -> words.speaker() == Speaker.PERSON)
                .anyMatch(words -> words.boundAmount(wanted));
    }

    private boolean recordBounds(BigDecimal wanted, Argument target) {
        var named = Canonical.runs(Canonical.plain(target.text()));
        return past.contents().stream()
                .anyMatch(content -> content.entries().stream()
                        .filter(entry -> entry.words().containsAll(named) && pointed(content, entry))
                        .anyMatch(entry -> entry.bounds(wanted)));
    }

    private static Source source(Words words) {
        return switch (words.speaker()) {
            case PERSON, PARENT -> Source.PERSON;
            case AUTOMATION -> Source.INTERNAL;
            case AGENT -> Source.MODEL;
            case STRANGER -> Source.UNTRUSTED;
        };
    }

    private static Provenance from(Argument argument, Source source, Content content) {
        return from(argument, source, content.where(), content.excerpt(argument.text()));
    }

    private static Provenance from(Argument argument, Source source, String where, String excerpt) {
        return new Provenance(argument.path(), source, where, excerpt);
    }

    /** Of several who said it the one to trust most; a stranger's words come after everything that was read. */
    private Optional<Words> said(Argument argument) {
        Words found = null;
        for (Words words : past.words()) {
            boolean better = found == null || words.speaker().compareTo(found.speaker()) < 0;
            if (better && names(words, argument)) found = words;
        }
        return Optional.ofNullable(found);
    }

    private Needle needle(Argument argument) {
        return needles.computeIfAbsent(argument.text(), Needle::of);
    }

    private Optional<BigDecimal> amount(Argument argument) {
        return amounts.computeIfAbsent(argument.text(), Amounts::of);
    }

    private boolean names(Words words, Argument argument) {
        return argument.role() == Role.AMOUNT
                ? amount(argument).filter(words::nameAmount).isPresent()
                : words.name(needle(argument));
    }

    /** The loudest content whose prose tells the value. */
    private Optional<Content> told(Argument argument) {
        if (standsNowhere(argument)) return Optional.empty();
        Content loudest = null;
        for (Content content : past.contents()) {
            boolean louder = loudest == null || content.signal() > loudest.signal();
            if (louder && tells(content, argument)) loudest = content;
        }
        return Optional.ofNullable(loudest);
    }

    /** What no filter has seen is not looked for in each answer. */
    private boolean standsNowhere(Argument argument) {
        return argument.role() != Role.AMOUNT && !past.contents().mayTell(needle(argument));
    }

    private boolean tells(Content content, Argument argument) {
        return argument.role() == Role.AMOUNT
                ? amount(argument).filter(content::tellsAmount).isPresent()
                : content.tells(needle(argument));
    }

    private int loud(Argument argument) {
        if (standsNowhere(argument)) return 0;
        int loudest = 0;
        for (Content content : past.contents()) {
            boolean louder = content.signal() > loudest;
            if (louder && together(content, argument)) loudest = content.signal();
        }
        return loudest;
    }

    private boolean together(Content content, Argument argument) {
        return argument.role() == Role.AMOUNT ? tells(content, argument) : content.tellsTogether(needle(argument));
    }

    /** How loudly the texts speak that tell one of these values. */
    public int signal(List<Argument> arguments) {
        int loudest = 0;
        for (Argument argument : arguments) {
            loudest = Math.max(loudest, loud(argument));
        }
        return loudest;
    }

    private Optional<Content> holding(Argument argument) {
        if (argument.role() == Role.AMOUNT) return Optional.empty();
        String plain = needle(argument).plain();
        if (!past.contents().mayHold(plain)) return Optional.empty();
        for (Content content : past.contents()) {
            if (content.holds(plain)) return Optional.of(content);
        }
        return Optional.empty();
    }

    private Optional<Held> record(Argument argument) {
        var needle = needle(argument);
        if (!needle.honest()) return Optional.empty();
        boolean amount = argument.role() == Role.AMOUNT;
        if (!amount && !past.contents().mayHold(needle.plain())) return Optional.empty();
        Optional<Held> found = Optional.empty();
        for (Content content : past.contents()) {
            for (Entry entry : content.entries()) {
                for (var value : entry.values()) {
                    if (amount ? !sameAmount(value, argument) : !value.plain().equals(needle.plain())) continue;
                    var held = held(content, entry, value);
                    if (held.filter(Held::designated).isPresent()) return held;
                    if (found.isEmpty()) found = held;
                }
            }
        }
        return found;
    }

    private boolean sameAmount(Entry.Value value, Argument argument) {
        var amount = Amounts.of(value.plain());
        return amount.isPresent()
                && !value.isId()
                && amount(argument)
                        .filter(wanted -> wanted.compareTo(amount.get()) == 0)
                        .isPresent();
    }

    /** Ids are given by the service; other values of a record count where the person pointed at it, or the record is their own. */
    private Optional<Held> held(Content content, Entry entry, Entry.Value value) {
        var sense = sense(content);
        if (sense.isEmpty() || !catalog.keepsRecords(sense.get())) return Optional.empty();
        boolean others = !sense.get().deed().onlyReads() || catalog.readsOthersTexts(sense.get());
        boolean designated = own(content, sense.get()) || pointed(content, entry);
        if (value.isId()) return Optional.of(new Held(content, designated));
        return designated && !others ? Optional.of(new Held(content, true)) : Optional.empty();
    }

    private boolean own(Content content, Sense sense) {
        return content.arguments().members().isEmpty() && catalog.readsOwnRecord(sense);
    }

    /** Whether the person's words say which records were meant: in what the call asked for, or in the record itself. */
    private boolean pointed(Content content, Entry entry) {
        var words = pointing.computeIfAbsent(content.number(), _ -> pointing(content));
        return words.stream().anyMatch(entry.words()::contains) || asked(content) || superlative(content, entry);
    }

    /** "The largest file", "the latest bill": the record at that end of its kind. */
    private boolean superlative(Content content, Entry entry) {
        for (Extremes end : Extremes.values()) {
            if (says(end.list()) && end.is(entry, content.entries())) return true;
        }
        return false;
    }

    private boolean says(String list) {
        return past.words().stream()
                .filter(words -> words.speaker() == Speaker.PERSON)
                .anyMatch(words ->
                        words.runs().stream().anyMatch(run -> catalog.lexicon().lists(list, run)));
    }

    private boolean asked(Content content) {
        return catalog.arguments(content.arguments()).stream()
                .filter(argument -> argument.text().length() > 2)
                .anyMatch(argument -> past.words().stream()
                        .filter(words -> words.speaker() == Speaker.PERSON)
                        .anyMatch(words -> words.name(needle(argument))));
    }

    /** The person's words that tell records of this content apart: in at most half of them when there are several. */
    private Set<String> pointing(Content content) {
        Set<String> telling = new HashSet<>();
        for (Words words : past.words()) {
            if (words.speaker() != Speaker.PERSON) continue;
            for (String run : words.runs()) if (run.length() > 3) telling.add(run);
        }
        int most = Math.max(1, content.entries().size() / 2);
        telling.removeIf(word -> content.entries().stream()
                        .filter(entry -> entry.words().contains(word))
                        .count()
                > most);
        return telling;
    }

    private Optional<Sense> sense(Content content) {
        return senses.computeIfAbsent(
                content.number(),
                _ -> catalog.sense(past.tool(content.tool()).orElseGet(() -> Tool.named(content.tool()))));
    }
}
