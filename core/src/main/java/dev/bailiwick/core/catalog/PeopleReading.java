package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.MailAddress;
import dev.bailiwick.core.value.SecretShape;
import dev.bailiwick.core.value.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Text that goes to people. Inside only when every single recipient is listed as internal.
 *
 * @param channel the argument that says over which network, where there is one
 */
record PeopleReading(List<String> arguments, Optional<String> channel) implements Reading {
    private static final Set<String> MAIL = Set.of("", "mail", "email");

    PeopleReading {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Finding read(Call call, Surroundings around) {
        var recipients = call.texts(arguments);
        if (recipients.none()) return secrets(call, Finding.of(Tier.T3, "it writes to somebody it does not name"));
        String over = channel.flatMap(name -> call.arguments().string(name)).orElse("");
        boolean odd = recipients.odd() || (channel.filter(call.arguments()::has).isPresent() && over.isEmpty());
        var finding = odd ? Finding.of(Tier.T3, "a recipient is no text") : Finding.NOTHING;
        for (String recipient : recipients.found()) finding = finding.and(one(over, recipient, around));
        return secrets(call, finding);
    }

    private static Finding one(String channel, String recipient, Surroundings around) {
        if (around.network().closedTo(channel, recipient))
            return Finding.hazard(Tier.T3, recipient, "this recipient is closed to agents");
        boolean mail = MAIL.contains(channel.toLowerCase(Locale.ROOT));
        boolean inside = mail
                ? MailAddress.read(recipient).filter(around.network()::inside).isPresent()
                        || around.network().insideChannel(recipient)
                : around.network().insideChannel(channel + ":" + recipient);
        return inside
                ? Finding.of(Tier.T2, recipient, "every recipient is inside")
                : Finding.of(Tier.T3, recipient, "a recipient is external or not listed as internal");
    }

    /** A secret may go to nobody as text, whoever approves. */
    private static Finding secrets(Call call, Finding finding) {
        for (String text : call.allTexts()) {
            var secret = SecretShape.in(text);
            if (secret.isPresent()) return finding.and(Finding.hazard(Tier.T3, "", "the text carries " + secret.get()));
        }
        return finding;
    }
}
