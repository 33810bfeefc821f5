package dev.bailiwick.core.register;

import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where an organisation keeps its change tickets ({@code changes} of {@code bailiwick.yaml}).
 *
 * @param address HTTPS, or HTTP on this machine
 * @param token the file with {@code user:password}, or a bearer token
 * @param tickets how its tickets' numbers begin
 * @param approved the states (Jira) or the label (GitHub) of an approved change
 * @param begins the field with the window's start (Jira)
 * @param ends the field with its end (Jira)
 */
public record ChangeSystemSettings(
        Type type,
        URI address,
        String token,
        String tickets,
        Set<String> approved,
        Optional<String> begins,
        Optional<String> ends) {
    /** Whose interface it speaks. */
    public enum Type {
        SERVICE_NOW,
        JIRA,
        GITHUB
    }

    public ChangeSystemSettings {
        approved = Set.copyOf(approved);
        if (tickets.equals("CHG-")) throw new IllegalArgumentException("CHG- begins the built-in register's tickets");
        var _ = new TicketId(tickets + "10000");
        if (type != Type.SERVICE_NOW && approved.isEmpty())
            throw new IllegalArgumentException("needs approved: by what an approved change is known");
        if (type == Type.JIRA && (begins.isEmpty() || ends.isEmpty()))
            throw new IllegalArgumentException("needs begins and ends: the fields of the change window");
    }

    /** Whether a ticket of this number is kept there. */
    public boolean keeps(TicketId id) {
        return id.value().matches(Pattern.quote(tickets) + "[0-9]+");
    }

    /** @throws dev.bailiwick.json.JsonException naming what is wrong */
    static ChangeSystemSettings of(Fields fields) {
        var type = fields.oneOf("type", Type.class);
        var address = fields.parsed("address", ScannerSettings::address);
        var token = fields.text("token");
        var approved = Set.copyOf(fields.texts("approved"));
        var begins = fields.optionalText("begins");
        var ends = fields.optionalText("ends");
        var settings = fields.parsed(
                "tickets", tickets -> new ChangeSystemSettings(type, address, token, tickets, approved, begins, ends));
        fields.end();
        return settings;
    }

    JsonObject json() {
        return JsonObject.with("type", Fields.spelling(type))
                .and("address", address.toString())
                .and("token", token)
                .and("tickets", tickets)
                .and("approved", JsonArray.ofStrings(approved.stream().sorted().toList()))
                .and("begins", begins.map(JsonString::new))
                .and("ends", ends.map(JsonString::new))
                .build();
    }
}
