package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Argument;
import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.catalog.Deed;
import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.catalog.Role;
import dev.bailiwick.core.catalog.Sense;
import dev.bailiwick.core.catalog.Tool;
import dev.bailiwick.core.session.Content;
import dev.bailiwick.core.session.Instruction;
import dev.bailiwick.core.session.Provenance;
import dev.bailiwick.core.session.Request;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.session.Tracing;
import dev.bailiwick.core.session.Words;
import dev.bailiwick.core.value.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who said what of one call: the source of each argument that matters, and whether the person asked for it. */
final class Sources {
    private final Session session;
    private final String tool;
    private final Optional<Sense> sense;
    private final List<Traced> traced = new ArrayList<>();
    private final Request request;
    private final Tracing tracing;
    private final Optional<Content> choosing;

    /** One argument and where it came from. */
    private record Traced(Argument argument, Tracing.Trace trace) {
        Source source() {
            return trace.source();
        }

        boolean designated() {
            return trace.designated();
        }
    }

    Sources(
            Attempt attempt,
            List<Argument> arguments,
            Session session,
            Catalog catalog,
            Tool described,
            Operation operation) {
        this.session = session;
        this.tool = attempt.tool();
        this.sense = catalog.sense(described, operation);
        this.request = Request.of(session, catalog.lexicon());
        this.tracing = new Tracing(session, catalog);
        for (var argument : arguments) {
            if (matters(argument)) traced.add(new Traced(argument, tracing.of(argument)));
        }
        this.choosing = reads() ? sense.flatMap(tracing::choosing) : Optional.empty();
    }

    private boolean reads() {
        return sense.filter(known -> known.deed().onlyReads()).isPresent();
    }

    private static boolean matters(Argument argument) {
        return argument.role() != Role.OTHER;
    }

    List<Provenance> provenance() {
        return traced.stream().map(each -> each.trace().provenance()).toList();
    }

    /** Whoever only reads chooses with every argument what it reads, and with the tool itself. */
    Source destination() {
        boolean reads = reads();
        var worst = worst(traced.stream()
                .filter(each -> reads || chooses(each.argument().role()))
                .toList());
        if (choosing.isPresent()) return Source.UNTRUSTED;
        // what has no target of its own is chosen by what it says
        return worst == Source.NONE && !reads ? content() : worst;
    }

    private static boolean chooses(Role role) {
        return switch (role) {
            case DESTINATION, SECRET, ACCESS, COMMAND -> true;
            case CONTENT, AMOUNT, OTHER -> false;
        };
    }

    Source content() {
        return worst(traced.stream()
                .filter(each -> each.argument().role() == Role.CONTENT
                        || each.argument().role() == Role.COMMAND)
                .toList());
    }

    private static Source worst(List<Traced> of) {
        var worst = Source.NONE;
        for (var each : of) worst = worst.and(each.source());
        return worst;
    }

    /** Whether a command stands, as it is, in something untrusted that was read. */
    boolean commandRead() {
        return traced.stream()
                .filter(each -> each.argument().role() == Role.COMMAND && each.source() == Source.UNTRUSTED)
                .anyMatch(each -> !each.trace().provenance().where().isEmpty());
    }

    /** Whether what is done is to delete. */
    boolean deletes() {
        return sense.filter(known -> known.deed() == Deed.DELETE).isPresent();
    }

    boolean verbAsked() {
        return asking().isPresent() || request.delegates();
    }

    private Optional<Words> asking() {
        return sense.flatMap(known -> request.asking(known, designated()));
    }

    private boolean designated() {
        var targets =
                traced.stream().filter(each -> chooses(each.argument().role())).toList();
        return !targets.isEmpty() && targets.stream().allMatch(Traced::designated);
    }

    /** How loudly the texts speak that chose something in this call. */
    int signal() {
        boolean reads = reads();
        int told = tracing.signal(traced.stream()
                .filter(each -> each.source() != Source.PERSON)
                .filter(each -> reads
                        || chooses(each.argument().role())
                        || each.argument().role() == Role.AMOUNT)
                .map(Traced::argument)
                .toList());
        return Math.max(told, choosing.map(Content::signal).orElse(0));
    }

    /** The person's words, when they named what is done and to whom, for money how much, and are not spent. */
    Optional<Instruction> instruction() {
        boolean amounts = traced.stream()
                .filter(each -> each.argument().role() == Role.AMOUNT)
                .allMatch(this::amountNamed);
        if (session.past().forgotten() || !amounts || !secretsNamed()) return Optional.empty();
        if (!designated() && !spelledOut()) return Optional.empty();
        return asking().map(words -> instruction(words, destination()))
                .filter(each -> !session.past().spent().contains(each.id()));
    }

    /** The person's amount, one of a record they pointed at; or a computed one within what they spoke of. */
    private boolean amountNamed(Traced each) {
        return each.designated() || (each.source() == Source.MODEL && bounded(each.argument()));
    }

    private boolean bounded(Argument amount) {
        return traced.stream()
                .filter(each -> each.argument().role() == Role.DESTINATION)
                .anyMatch(each -> tracing.bounded(amount, each.argument()));
    }

    /** Something without a target of its own, of which the person said every word. */
    private boolean spelledOut() {
        boolean quiet = sense.filter(known -> known.deed() == Deed.CREATE || known.deed() == Deed.UPDATE)
                .isPresent();
        return quiet && !traced.isEmpty() && traced.stream().allMatch(each -> each.source() == Source.PERSON);
    }

    private boolean secretsNamed() {
        return traced.stream()
                .filter(each ->
                        each.argument().role() == Role.SECRET || each.argument().role() == Role.ACCESS)
                .allMatch(each -> each.source() == Source.PERSON);
    }

    /** Words that name each target allow one action for each; words that only point at a target allow one. */
    private Instruction instruction(Words words, Source where) {
        var key = new StringBuilder(words.text()).append('\n').append(tool);
        if (where == Source.PERSON) {
            traced.stream()
                    .filter(each -> chooses(each.argument().role()))
                    .forEach(each -> key.append('\n').append(each.argument().text()));
        }
        return new Instruction(Digest.of(key.toString()).hex().substring(0, 24), Request.excerpt(words));
    }
}
