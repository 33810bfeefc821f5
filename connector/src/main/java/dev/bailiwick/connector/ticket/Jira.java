package dev.bailiwick.connector.ticket;

import dev.bailiwick.core.approval.Change;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.register.ChangeSystemSettings;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Jira's issue (REST API 2): labels {@code agent-ID} name the agents; the window stands in fields each organisation names itself. An issue
 * that moved answers under its old key with the new one, which is another ticket.
 */
record Jira(ChangeSystemSettings settings) implements Vendor {
    private static final String AGENT = "agent-";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");

    @Override
    public String question(TicketId id) {
        return "/rest/api/2/issue/" + id + "?fields=summary,status,resolution,labels," + begins() + "," + ends();
    }

    private String begins() {
        return settings.begins().orElseThrow();
    }

    private String ends() {
        return settings.ends().orElseThrow();
    }

    @Override
    public Optional<Change> read(TicketId id, JsonObject answer) {
        if (!answer.string("key")
                .orElseThrow(() -> new IllegalArgumentException("no key"))
                .equals(id.value())) return Optional.empty();
        var fields = answer.object("fields").orElseThrow(() -> new IllegalArgumentException("no fields"));
        var status = fields.object("status").orElseThrow(() -> new IllegalArgumentException("no status"));
        return Optional.of(new Change(
                id,
                fields.string("summary").orElse(""),
                fields.array("labels").values().stream()
                        .filter(JsonString.class::isInstance)
                        .map(label -> ((JsonString) label).value())
                        .filter(label -> label.startsWith(AGENT))
                        .map(label -> label.substring(AGENT.length()))
                        .collect(Collectors.toUnmodifiableSet()),
                settings.approved().contains(status.string("name").orElse("")),
                state(fields, status),
                time(fields, begins()),
                time(fields, ends())));
    }

    /** Whatever has a resolution is over, whatever its workflow calls the state. */
    private static Ticket.State state(JsonObject fields, JsonObject status) {
        var resolution = fields.object("resolution").flatMap(each -> each.string("name"));
        boolean done = status.object("statusCategory")
                .flatMap(each -> each.string("key"))
                .orElseThrow(() -> new IllegalArgumentException("no category"))
                .equals("done");
        if (!done && resolution.isEmpty()) return Ticket.State.OPEN;
        String how = resolution.orElse(status.string("name").orElse("")).toLowerCase(Locale.ROOT);
        return how.contains("cancel") || how.contains("won't") ? Ticket.State.CANCELLED : Ticket.State.CLOSED;
    }

    private static Instant time(JsonObject fields, String name) {
        var text = fields.string(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
        return OffsetDateTime.parse(text, TIME).toInstant();
    }
}
