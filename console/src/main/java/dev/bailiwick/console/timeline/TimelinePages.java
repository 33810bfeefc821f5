package dev.bailiwick.console.timeline;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.NotUnderstood;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Arguments;
import dev.bailiwick.console.text.Shown;
import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.EvidenceReads;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The timeline with its filter, and one page per entry. */
public final class TimelinePages implements Pages {
    private static final int PAGE = 50;
    private static final int MOST_STEPS = 500;
    private static final List<String> FIELDS =
            List.of("agent", "session", "person", "tool", "kind", "tier", "answer", "text");

    /**
     * The timeline.
     *
     * @param asked the filter's fields as they were given
     * @param older the address of the next older page
     * @param back how far back was looked
     */
    public record Timeline(
            List<Line> lines,
            Map<String, String> asked,
            List<String> agents,
            List<String> kinds,
            Optional<String> older,
            long back,
            long size,
            boolean latest) {
        public Timeline {
            lines = List.copyOf(lines);
            asked = Map.copyOf(asked);
        }

        public String value(String field) {
            return asked.getOrDefault(field, "");
        }
    }

    /**
     * One entry, whole.
     *
     * @param next what to do next, for a denial
     * @param whole the entry as it stands in the log
     * @param replay the address of its session, step by step
     */
    public record Detail(
            Line line,
            Optional<String> code,
            Optional<String> next,
            List<Shown> because,
            Optional<Arguments> arguments,
            Optional<String> action,
            Optional<Long> decision,
            Shown whole,
            Optional<String> replay,
            String contact,
            boolean denial,
            boolean newer) {}

    private final LogSearch log;
    private final Supplier<Facts> facts;
    private final EvidenceReads reads;

    public TimelinePages(LogSearch log, Supplier<Facts> facts, EvidenceReads reads) {
        this.log = log;
        this.facts = facts;
        this.reads = reads;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/timeline", visit -> Answer.page("Timeline", "timeline.jte", timeline(visit)))
                .get("/timeline/{sequence}", this::entry)
                .get("/agents/{agent}/session", this::session);
    }

    private Timeline timeline(Visit visit) {
        var before = visit.asked("before", Long::parseLong);
        var filter = filter(visit);
        var found = log.newest(filter, before, PAGE);
        reads.read(
                visit.actor(),
                EvidenceReads.How.TIMELINE,
                filter.json(),
                found.entries().size());
        return new Timeline(
                found.lines(),
                visit.query(),
                facts.get().agents().keySet().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList(),
                Stream.of(Event.Kind.values()).map(Fields::spelling).toList(),
                found.older().map(older -> address(visit, older)),
                found.back(),
                log.size(),
                before.isEmpty());
    }

    private Answer session(Visit visit) {
        String agent = visit.part("agent", text -> text).orElse("");
        String session = visit.asked("session").orElse("");
        var filter = Filter.ofSession(agent, session);
        var found = log.newest(filter, Optional.empty(), MOST_STEPS);
        reads.read(
                visit.actor(),
                EvidenceReads.How.SESSION,
                filter.json(),
                found.entries().size());
        return Answer.page("Session", "session.jte", Replay.of(agent, session, found));
    }

    private static String address(Visit visit, long before) {
        var query = new LinkedHashMap<String, String>();
        for (String field : FIELDS) visit.asked(field).ifPresent(value -> query.put(field, value));
        query.put("before", Long.toString(before));
        return query.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "/timeline?", ""));
    }

    private static Filter filter(Visit visit) {
        return new Filter(
                visit.asked("agent"),
                visit.asked("session"),
                visit.asked("person"),
                visit.asked("tool"),
                visit.asked("kind", TimelinePages::kind),
                visit.asked("tier", text -> Tier.of(Long.parseLong(text))),
                visit.asked("answer"),
                visit.asked("text"));
    }

    /** @throws NotUnderstood when the log knows no such kind */
    public static Event.Kind kind(String text) {
        return Stream.of(Event.Kind.values())
                .filter(kind -> Fields.spelling(kind).equals(text))
                .findFirst()
                .orElseThrow(() -> new NotUnderstood("The log knows no such kind of entry."));
    }

    private Answer entry(Visit visit) {
        return visit.part("sequence", Long::parseLong)
                .flatMap(log::find)
                .map(entry -> opened(visit, entry))
                .orElseGet(() -> Answer.notFound("entry"));
    }

    private Answer opened(Visit visit, Entry entry) {
        reads.read(visit.actor(), EvidenceReads.How.ENTRY, one(entry.sequence()), 1);
        return Answer.page("Entry " + entry.sequence(), "entry.jte", detail(entry));
    }

    /** The question that one entry answers. */
    public static JsonObject one(long sequence) {
        return JsonObject.with("entry", JsonNumber.of(sequence)).build();
    }

    private static Optional<String> replay(Entry entry) {
        return entry.agent()
                .flatMap(agent -> entry.session()
                        .map(session -> "/agents/" + agent + "/session?session="
                                + URLEncoder.encode(session, StandardCharsets.UTF_8) + "#e" + entry.sequence()));
    }

    private Detail detail(Entry entry) {
        var body = entry.body();
        var denial = Line.denial(body);
        var attempt = body.object("attempt");
        return new Detail(
                Line.of(entry),
                denial.flatMap(reason -> reason.string("code")),
                denial.flatMap(reason -> reason.string("next")),
                Line.because(body).stream().map(Shown::line).toList(),
                attempt.flatMap(found -> found.object("arguments")).map(Arguments::of),
                new Decided(body).action(),
                Fields.of(body).optionalNumber("decision"),
                Shown.block(Json.pretty(entry.json())),
                replay(entry),
                facts.get().contact(),
                denial.isPresent(),
                entry.sequence() + 1 < log.size());
    }
}
