package dev.bailiwick.connector.ticket;

import dev.bailiwick.core.approval.Change;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.register.ChangeSystemSettings;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An issue of GitHub: labels {@code agent:ID} name the agents, another says that it is approved, and the window lasts from its opening until
 * its milestone is due. Labels are set by whoever may triage; what stands in an issue's text counts for nothing. A pull request is no ticket.
 */
record GitHub(ChangeSystemSettings settings) implements Vendor {
    private static final String AGENT = "agent:";

    @Override
    public String question(TicketId id) {
        return "/repos/" + id.value().replace("#", "/issues/");
    }

    @Override
    public Optional<Change> read(TicketId id, JsonObject answer) {
        String number = id.value().substring(id.value().indexOf('#') + 1);
        boolean same = answer.get("number")
                .map(Object::toString)
                .orElseThrow(() -> new IllegalArgumentException("no number"))
                .equals(number);
        if (!same || answer.has("pull_request") || !here(id, answer)) return Optional.empty();
        var labels = labels(answer);
        return Optional.of(new Change(
                id,
                answer.string("title").orElse(""),
                labels.stream()
                        .filter(label -> label.startsWith(AGENT))
                        .map(label -> label.substring(AGENT.length()))
                        .collect(Collectors.toUnmodifiableSet()),
                !Collections.disjoint(labels, settings.approved()),
                state(answer),
                Instant.parse(text(answer, "created_at")),
                Instant.parse(text(
                        answer.object("milestone").orElseThrow(() -> new IllegalArgumentException("no milestone")),
                        "due_on"))));
    }

    /** An issue that was transferred answers from its new repository. */
    private static boolean here(TicketId id, JsonObject answer) {
        return text(answer, "repository_url")
                .endsWith("/repos/" + id.value().substring(0, id.value().indexOf('#')));
    }

    private static Set<String> labels(JsonObject answer) {
        return answer.array("labels").values().stream()
                .filter(JsonObject.class::isInstance)
                .flatMap(label -> ((JsonObject) label).string("name").stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Ticket.State state(JsonObject answer) {
        if (text(answer, "state").equals("open")) return Ticket.State.OPEN;
        return answer.string("state_reason").equals(Optional.of("not_planned"))
                ? Ticket.State.CANCELLED
                : Ticket.State.CLOSED;
    }

    private static String text(JsonObject object, String name) {
        return object.string(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }
}
