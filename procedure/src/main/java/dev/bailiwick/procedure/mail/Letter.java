package dev.bailiwick.procedure.mail;

import dev.bailiwick.core.value.MailAddress;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** A letter as it was decided: to whom, openly or not, and what it says. It has no sender: that is the mailbox's. */
public record Letter(List<MailAddress> to, List<MailAddress> cc, List<MailAddress> bcc, String subject, String text) {
    private static final int MOST = 100;
    private static final int LONGEST_SUBJECT = 200;

    public Letter {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        if (to.size() + cc.size() + bcc.size() > MOST)
            throw new IllegalArgumentException("a letter goes to " + MOST + " people at most");
        if (subject.length() > LONGEST_SUBJECT || subject.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("a subject is one line of at most " + LONGEST_SUBJECT + " letters");
    }

    /** Everybody who gets it. */
    public List<MailAddress> recipients() {
        return Stream.of(to, cc, bcc).flatMap(List::stream).distinct().toList();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no letter, or says more than one can */
    public static Letter of(JsonObject json) {
        var fields = Fields.of(json);
        var letter = new Letter(
                addresses(fields, "to"),
                addresses(fields, "cc"),
                addresses(fields, "bcc"),
                fields.optionalText("subject").orElse(""),
                fields.text("text"));
        fields.end();
        return letter;
    }

    private static List<MailAddress> addresses(Fields fields, String name) {
        if (!fields.has(name)) return List.of();
        boolean many = fields.value(name).filter(JsonArray.class::isInstance).isPresent();
        return many ? fields.eachParsed(name, Letter::address) : List.of(fields.parsed(name, Letter::address));
    }

    private static MailAddress address(String text) {
        return MailAddress.read(text).orElseThrow(() -> new IllegalArgumentException("not one plain mail address"));
    }
}
