package dev.bailiwick.app.wiring;

import dev.bailiwick.app.yaml.YamlDocument;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Escalation;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.register.Agents;
import dev.bailiwick.procedure.register.AutomationDesk;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.Departures;
import dev.bailiwick.procedure.register.Ladder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the facts in step with {@code bailiwick.yaml}, and writes a new agent into it. */
final class Registration {
    private final DataFolder data;
    private final Agents agents;
    private final CurrentFacts facts;
    private final ControlLog log;
    private final Desks desks;
    private Digest read;
    private volatile @Nullable Organisation current;

    /**
     * What a registration asks to be done.
     *
     * @param chance makes what nobody can guess
     */
    record Desks(CredentialDesk credentials, Ladder ladder, Supplier<String> chance) {}

    Registration(DataFolder data, Agents agents, CurrentFacts facts, ControlLog log, Desks desks) {
        this.data = data;
        this.agents = agents;
        this.facts = facts;
        this.log = log;
        this.desks = desks;
        this.read = file();
    }

    /** Who is told of what nobody answers, as the file says now. */
    Escalation escalation() {
        var organisation = current;
        return organisation == null ? Escalation.NONE : organisation.escalation();
    }

    /** Everybody whom the file names. */
    Map<PersonId, Person> people() {
        var organisation = current;
        return organisation == null ? Map.of() : organisation.people();
    }

    /** Takes over a changed file. One that cannot be read changes nothing, and the failure is reported. */
    synchronized void follow() {
        var now = file();
        if (now.equals(read)) return;
        read = now;
        take(OrganisationFile.read(data.organisation()), new Actor.House());
    }

    /** Functions and agents count from the entry that names them: one is written if the file changed while nobody looked. */
    void recordAtStart(Organisation organisation) {
        current = organisation;
        if (!log.honours(Binding.of(organisation))) record(organisation, new Actor.House());
        recordAudit(organisation, new Actor.House());
    }

    /** Whoever changes what the log keeps and where it goes cannot do so in silence. */
    private void recordAudit(Organisation organisation, Actor actor) {
        var binding = Binding.audit(organisation);
        if (log.honours(binding)) return;
        var body = JsonObject.with("what", "audit-config-changed")
                .and("audit", organisation.audit())
                .build();
        log.append(Event.of(Event.Kind.REGISTER, actor, Binding.in(body, binding)));
    }

    private void record(Organisation organisation, Actor actor) {
        var body = JsonObject.with("what", "organisation-changed")
                .and("organisation", organisation.json())
                .build();
        log.append(Event.of(Event.Kind.REGISTER, actor, Binding.in(body, Binding.of(organisation))));
    }

    private void take(Organisation organisation, Actor actor) {
        current = organisation;
        record(organisation, actor);
        recordAudit(organisation, actor);
        var standing = agents.all();
        facts.change(before -> AutomationDesk.attested(
                Facts.of(
                                organisation,
                                standing,
                                before.freezes(),
                                before.catalog(),
                                before.confirmed(),
                                before.policies())
                        .granting(before.grants().all())
                        .leaving(Departures.of(log)),
                log));
    }

    /**
     * Registers an agent for the person who asks, unless it is registered already, lets it be observed, and issues its
     * credentials.
     *
     * @throws Refusal when this person may not
     */
    synchronized JsonObject register(AgentId agent, String account, Actor.Human actor) {
        if (facts.now().agent(agent).isEmpty()) write(agent, account, actor);
        else refuseUnlessOperatorOrIt(agent, actor);
        if (facts.now().agent(agent).orElseThrow().step() == Step.DRAFT) observe(agent, actor);
        var answer = JsonObject.builder();
        desks.credentials().issue(agent, actor).forEach((use, value) -> answer.and(Fields.spelling(use), value));
        return answer.and("gateway", desks.chance().get()).build();
    }

    private void observe(AgentId agent, Actor.Human actor) {
        desks.ladder().move(agent, Step.OBSERVE, actor, "connected").ifPresent(why -> {
            throw new Refusal(4, why);
        });
    }

    private void refuseUnlessOperatorOrIt(AgentId agent, Actor.Human actor) {
        boolean operator = facts.now().agent(agent).orElseThrow().operator().equals(actor.person());
        boolean keeper = facts.now().person(actor.person()).orElseThrow().may(Permission.CONNECT_AGENTS);
        if (!operator && !keeper)
            throw new Refusal(4, "only the agent's operator, IT or the platform's administrator connects it again");
    }

    private void write(AgentId agent, String account, Actor.Human actor) {
        var file = data.organisation();
        try {
            String before = Files.readString(file);
            String after = withAgent(before, agent, account, actor);
            var organisation =
                    YamlDocument.parse(file.getFileName().toString(), after).as(Organisation::of);
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, after);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            read = file();
            take(organisation, actor);
        } catch (IOException e) {
            throw new Refusal("cannot write " + file + ": " + e.getMessage());
        }
    }

    /** The file's text with one more agent; everything people wrote stays as they wrote it. */
    static String withAgent(String text, AgentId agent, String account, Actor.Human actor) {
        String entry = "  - {id: \"%s\", operator: \"%s\", account: \"%s\", commandAccount: \"%s\"}\n"
                .formatted(agent, actor.person(), account, account);
        if (text.contains("\nagents: []")) return text.replace("\nagents: []", "\nagents:\n" + entry.stripTrailing());
        int at = text.indexOf("\nagents:\n");
        if (at < 0) return text + (text.endsWith("\n") ? "" : "\n") + "agents:\n" + entry;
        int end = at + "\nagents:\n".length();
        return text.substring(0, end) + entry + text.substring(end);
    }

    private Digest file() {
        try {
            return Digest.of(Files.readAllBytes(data.organisation()));
        } catch (IOException e) {
            return Digest.of("unreadable");
        }
    }
}
