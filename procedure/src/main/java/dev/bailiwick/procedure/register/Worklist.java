package dev.bailiwick.procedure.register;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.Newcomers;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Optional;

/**
 * Tools nobody has classified yet: noted when first met, confirmed once per digest by IT. A skill or a plugin that is to be
 * installed is known by the digest of its content: whoever approves its installation has confirmed exactly that content.
 */
public final class Worklist implements Newcomers {
    /** How many unclassified tools of one agent wait at most: what it invents beyond is refused all the same, and not listed. */
    static final int MOST_WAITING = 200;

    private final ConfirmedTools tools;
    private final CurrentFacts facts;
    private final AuditLog log;
    private final Alerts alerts;
    private final InstantSource clock;

    public Worklist(ConfirmedTools tools, CurrentFacts facts, AuditLog log, Alerts alerts, InstantSource clock) {
        this.tools = tools;
        this.facts = facts;
        this.log = log;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Puts an unknown tool on the list; does nothing when it stands there, or when too many of this agent do. */
    @Override
    public void met(Attempt attempt) {
        if (tools.find(attempt.toolDigest()).isPresent()) return;
        if (tools.unconfirmedOf(attempt.agent()) >= MOST_WAITING) {
            alerts.raise(attempt.agent(), "worklist-full", "this agent tries ever new tools that nobody knows");
            return;
        }
        tools.note(listed(attempt));
    }

    private ConfirmedTools.Tool listed(Attempt attempt) {
        return new ConfirmedTools.Tool(
                attempt.toolDigest(),
                attempt.tool(),
                attempt.agent(),
                attempt.arguments(),
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** From here on exactly this content is known; another content is asked about anew. */
    @Override
    public void approved(Attempt attempt, Judgement judgement, ApprovalTask task) {
        if (judgement.operation().classified()) return;
        if (!facts.now().catalog().pinsContent(attempt.tool())
                || attempt.definition().isEmpty()) return;
        tools.note(listed(attempt));
        var known = tools.find(attempt.toolDigest()).orElseThrow();
        var vote = task.votes().getLast();
        classify(known, Tier.T1, new Actor.Human(vote.person(), vote.channel()), "installed under " + task.id());
    }

    /** Gives a tool its tier. Returns why it cannot be done, empty when it was. */
    public Optional<String> confirm(ToolDigest digest, Tier tier, Actor.Human actor, String reason) {
        var known = tools.find(digest);
        if (known.isEmpty()) return Optional.of("no tool with this digest was ever met");
        if (!mayConfirm(actor)) return Optional.of("only IT puts tools into a tier");
        if (reason.isBlank()) return Optional.of("say why this tier");
        classify(known.get(), tier, actor, reason);
        return Optional.empty();
    }

    private void classify(ConfirmedTools.Tool tool, Tier tier, Actor.Human actor, String reason) {
        var digest = tool.digest();
        var body = Binding.in(body(tool, tier, reason), Binding.of(digest, tier));
        log.append(Event.of(Event.Kind.CLASSIFICATION, actor, body));
        tools.confirm(digest, tier, actor.person(), clock.instant());
        facts.change(now -> {
            var confirmed = new HashMap<>(now.confirmed());
            confirmed.put(digest, tier);
            return now.confirming(confirmed);
        });
    }

    private boolean mayConfirm(Actor.Human actor) {
        return facts.now().person(actor.person()).filter(Person::active).stream()
                .anyMatch(p -> p.may(Permission.CLASSIFY_TOOLS));
    }

    private static JsonObject body(ConfirmedTools.Tool tool, Tier tier, String reason) {
        return JsonObject.with("tool", tool.name())
                .and("digest", tool.digest().toString())
                .and("tier", tier.number())
                .and(
                        "before",
                        tool.confirmed().map(Tier::number).map(String::valueOf).orElse("unclassified"))
                .and("reason", reason)
                .build();
    }
}
