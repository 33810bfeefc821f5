package dev.bailiwick.procedure.register;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.automation.Attested;
import dev.bailiwick.core.register.automation.AutomationId;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.audit.LogCursor;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who stands by what an agent does by itself. {@code bailiwick.yaml} states it; its owner attests exactly that statement here, for
 * a quarter. What was tried outside it is put before the owner until they attest again.
 */
public final class AutomationDesk {
    /** So long before an owner's word ends they are asked for the next. */
    public static final Duration NOTICE = Duration.ofDays(14);

    /** What the policies are called that stand against an act outside. */
    private static final String OUTSIDE = "core.out_of_scope";

    private static final int MOST_KEPT = 100;

    /** How many entries a start looks back. */
    private static final long STRETCH = 20_000;

    private static final Wanted WANTED = Wanted.of(Event.Kind.REGISTER, Event.Kind.DECISION, Event.Kind.ASKED);

    private final ControlLog log;
    private final LogCursor cursor;
    private final CurrentFacts facts;
    private final Alerts alerts;
    private final InstantSource clock;
    private final Map<AutomationId, List<Tried>> tried = new HashMap<>();
    private Set<String> told = new HashSet<>();

    /** An act outside the scope. */
    public record Tried(long entry, Instant at, String how) {}

    /**
     * One automation as it stands.
     *
     * @param due whether its owner is to attest it now
     * @param outside what it tried outside its scope since then
     */
    public record Standing(Attested attested, boolean due, List<Tried> outside) {
        public Standing {
            outside = List.copyOf(outside);
        }

        /** Whether its owner has something to do. */
        public boolean waits() {
            return due || !outside.isEmpty();
        }
    }

    public AutomationDesk(ControlLog log, CurrentFacts facts, Alerts alerts, InstantSource clock) {
        this.log = log;
        this.facts = facts;
        this.alerts = alerts;
        this.clock = clock;
        this.cursor = new LogCursor(log, WANTED, Math.max(0, log.size() - STRETCH));
    }

    /** The same facts, with each automation as far as the log has seen its owner attest it. */
    public static Facts attested(Facts facts, ControlLog log) {
        var words = log.inForce(Binding.Kind.AUTOMATION);
        return facts.running(facts.automations().all().stream()
                .map(each -> new Attested(each.automation(), until(each, words)))
                .toList());
    }

    private static Instant until(Attested each, List<Binding> words) {
        String name = each.automation().id() + "/";
        return words.stream()
                .filter(word -> word.id().startsWith(name))
                .filter(word ->
                        word.digest().equals(Optional.of(each.automation().digest())))
                .map(word -> Instant.parse(word.id().substring(name.length())))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    public synchronized List<Standing> all() {
        catchUp();
        var now = clock.instant();
        return facts.now().automations().all().stream()
                .map(each -> standing(each, now))
                .toList();
    }

    private Standing standing(Attested each, Instant now) {
        return new Standing(
                each,
                !each.attested(now.plus(NOTICE)),
                tried.getOrDefault(each.automation().id(), List.of()));
    }

    public Optional<Standing> find(AutomationId id) {
        return all().stream()
                .filter(each -> each.attested().automation().id().equals(id))
                .findFirst();
    }

    /** What waits for this person. */
    public List<Standing> waiting(PersonId person) {
        return all().stream()
                .filter(Standing::waits)
                .filter(each -> each.attested().automation().owner().equals(person))
                .toList();
    }

    /** Why this person cannot attest it, empty when they can. */
    public Optional<String> obstacle(Attested each, Actor.Human actor) {
        var automation = each.automation();
        if (!automation.owner().equals(actor.person()))
            return Optional.of("only its owner " + automation.owner() + " attests it");
        return facts.now().person(actor.person()).filter(Person::active).isPresent()
                ? Optional.empty()
                : Optional.of("you are not active in the register");
    }

    /**
     * The owner says that this is what it is for, and nothing else, for another quarter.
     *
     * @return why that does not count, empty when it does
     */
    public synchronized Optional<String> attest(AutomationId id, Actor.Human actor) {
        var found = find(id);
        if (found.isEmpty()) return Optional.of("no automation " + id + " is registered");
        var before = found.get().attested();
        var obstacle = obstacle(before, actor);
        if (obstacle.isPresent()) return obstacle;
        var after = new Attested(before.automation(), clock.instant().plus(Attested.HOLDS));
        var body = JsonObject.with("what", "automation-attested")
                .and("automation", before.automation().json())
                .and("until", after.until().toString())
                .build();
        log.append(Event.of(
                Event.Kind.REGISTER, actor, before.automation().agent(), Binding.in(body, bindings(before, after))));
        facts.change(now -> attested(now, log));
        tried.remove(id);
        return Optional.empty();
    }

    private static List<Binding> bindings(Attested before, Attested after) {
        List<Binding> all = new ArrayList<>();
        if (!before.until().equals(Instant.EPOCH) && !before.until().equals(after.until()))
            all.add(new Binding(Binding.attested(before).key(), Optional.empty()));
        all.add(Binding.attested(after));
        return all;
    }

    /** Tells owners of what was tried outside, and of an attestation that is due; of each once. */
    public void look() {
        var standing = new HashSet<String>();
        for (var each : all()) {
            if (!each.outside().isEmpty()) tell(each, "automation-out-of-scope", outside(each), standing);
            if (each.due()) tell(each, "automation-attestation-due", "its owner is to attest its scope", standing);
        }
        told = standing;
    }

    private static String outside(Standing each) {
        return each.outside().size() + " acts outside its scope, the last in entry "
                + each.outside().getLast().entry();
    }

    private void tell(Standing each, String what, String text, Set<String> standing) {
        var automation = each.attested().automation();
        standing.add(what + automation.id());
        if (!told.contains(what + automation.id()))
            alerts.raise(
                    automation.agent(),
                    what,
                    "automation " + automation.id() + " of " + automation.owner() + ": " + text);
    }

    private synchronized void catchUp() {
        cursor.advance(this::take);
    }

    private void take(Entry entry) {
        if (entry.kind() == Event.Kind.REGISTER) forget(entry);
        if (entry.kind() != Event.Kind.DECISION && entry.kind() != Event.Kind.ASKED) return;
        var decided = Decided.of(entry);
        if (!outside(decided)) return;
        var how = decided.reason().flatMap(reason -> reason.string("text")).orElse("");
        behind(entry, decided)
                .ifPresent(each -> add(each.automation().id(), new Tried(entry.sequence(), entry.at(), how)));
    }

    private void add(AutomationId id, Tried act) {
        var all = tried.computeIfAbsent(id, _ -> new ArrayList<>());
        if (all.size() == MOST_KEPT) all.removeFirst();
        all.add(act);
    }

    /** Attested before the start: what was tried until then has been looked at. */
    private void forget(Entry entry) {
        if (entry.body().string("what").equals(Optional.of("automation-attested")))
            entry.body()
                    .object("automation")
                    .flatMap(automation -> automation.string("id"))
                    .ifPresent(id -> tried.remove(new AutomationId(id)));
    }

    private static boolean outside(Decided decided) {
        return decided.forbids().stream().anyMatch(id -> id.startsWith(OUTSIDE));
    }

    private Optional<Attested> behind(Entry entry, Decided decided) {
        return entry.agent()
                .flatMap(agent ->
                        decided.job().flatMap(job -> facts.now().automations().behind(new AgentId(agent), job)));
    }
}
