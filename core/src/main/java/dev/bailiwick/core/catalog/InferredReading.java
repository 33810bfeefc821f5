package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.MailAddress;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.core.value.UrlReading;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How far one call reaches of a tool that {@link Inference} has read: its floor, raised by the concrete arguments. */
final class InferredReading {
    private static final Pattern LINK = Pattern.compile("(?i)\\bhttps?://[^\\s<>\"')\\]]{1,2000}");
    private static final Pattern IMAGE = Pattern.compile("(?i)!\\[[^\\]]{0,200}\\]\\(|<img\\b");
    private static final Set<String> PEOPLE = Set.of(
            "recipient",
            "to",
            "cc",
            "bcc",
            "email",
            "participant",
            "attendee",
            "invitee",
            "guest",
            "user",
            "username",
            "phone",
            "channel",
            "receiver",
            "member",
            "contact",
            "group",
            "team",
            "person",
            "handle",
            "number");

    private final Sense sense;
    private final List<Argument> arguments;
    private final Surroundings around;

    private InferredReading(Sense sense, List<Argument> arguments, Surroundings around) {
        this.sense = sense;
        this.arguments = arguments;
        this.around = around;
    }

    static Finding of(Sense sense, List<Argument> arguments, Surroundings around) {
        return new InferredReading(sense, arguments, around).find();
    }

    private Finding find() {
        var finding = new Finding(sense.floor(), targets(), sense.because(), List.of());
        if (has(Role.COMMAND)) finding = finding.and(Finding.of(Tier.T4, "it carries a command"));
        if (arguments.size() >= Argument.MOST)
            finding = finding.and(Finding.of(Tier.T4, "it has more arguments than are looked at"));
        return switch (sense.deed()) {
            case READ, SEARCH, FETCH -> reads(finding);
            case CREATE, UPDATE, DELETE -> changes(finding);
            case SEND, SHARE, PUBLISH -> sends(finding);
            case PAY, REFUND, BOOK -> secrets(finding);
            case EXECUTE, CONFIGURE, GRANT -> finding;
        };
    }

    private List<String> targets() {
        return arguments.stream()
                .filter(argument -> argument.role() == Role.DESTINATION)
                .map(Argument::text)
                .limit(20)
                .toList();
    }

    private boolean has(Role role) {
        return arguments.stream().anyMatch(argument -> argument.role() == role);
    }

    private Finding reads(Finding finding) {
        var all = finding;
        for (var argument : arguments) {
            if (argument.shape() == Shape.WEB || addressOfPage(argument)) {
                all = all.and(fetched(argument.text()));
            }
        }
        return all;
    }

    private static boolean addressOfPage(Argument argument) {
        return argument.role() == Role.DESTINATION
                && Spelling.words(argument.name()).stream().anyMatch(word -> word.equals("url") || word.equals("uri"));
    }

    /** People write sites without their scheme; a tool will add one. */
    private Finding fetched(String text) {
        if (text.contains("://")) return WebReading.fetch(text, around);
        String whole = "https://" + text;
        return Url.read(whole) instanceof UrlReading.Unreadable
                ? Finding.of(Tier.T3, text, "it fetches from an address that cannot be read")
                : WebReading.fetch(whole, around);
    }

    private Finding changes(Finding finding) {
        var all = previewed(finding);
        if (has(Role.ACCESS)) all = all.and(Finding.of(Tier.T4, "it says who may do what"));
        if (has(Role.SECRET)) all = all.and(Finding.of(Tier.T4, "it sets what opens something"));
        boolean reached = false;
        for (var argument : arguments) {
            if (argument.role() != Role.DESTINATION || !argument.shape().reaches()) continue;
            reached = true;
            if (!inside(argument))
                all = all.and(Finding.of(Tier.T3, "it reaches somebody who is not listed as inside"));
        }
        boolean unseen = sense.notifies() && sense.deed() != Deed.CREATE && !reached;
        return unseen ? all.and(Finding.of(Tier.T3, "it writes to people that the call does not name")) : all;
    }

    private static boolean namesPeople(Argument argument) {
        return Spelling.words(argument.name()).stream().map(Spelling::stem).anyMatch(PEOPLE::contains);
    }

    private Finding sends(Finding finding) {
        var recipients = arguments.stream()
                .filter(argument -> argument.role() == Role.DESTINATION)
                .filter(argument -> argument.shape().reaches() || namesPeople(argument))
                .toList();
        boolean inside = !recipients.isEmpty() && recipients.stream().allMatch(this::inside);
        return secrets(
                inside
                        ? previewed(finding).and(Finding.of(Tier.T2, "every recipient is inside"))
                        : finding.and(Finding.of(Tier.T3, "a recipient is external or not listed as internal")));
    }

    private boolean inside(Argument argument) {
        String text = argument.text().strip();
        if (text.contains("://"))
            return Url.of(text).filter(around.network()::inside).isPresent();
        return MailAddress.read(text).filter(around.network()::inside).isPresent()
                || around.network().insideChannel(text);
    }

    /** A link in a text is fetched by whoever shows it: with data in it, or as an image, it is output. */
    private Finding previewed(Finding finding) {
        for (var argument : arguments) {
            if (argument.role() == Role.CONTENT && tellsOutside(argument.text())) {
                return finding.and(Finding.of(Tier.T3, "a link in its text would tell somebody outside something"));
            }
        }
        return finding;
    }

    private boolean tellsOutside(String text) {
        boolean image = IMAGE.matcher(text).find();
        var link = LINK.matcher(text);
        while (link.find()) {
            boolean tells = image || link.group().indexOf('?') > 0;
            if (tells && Url.of(link.group()).filter(around.network()::inside).isEmpty()) return true;
        }
        return false;
    }

    /** A secret may go to nobody as text, whoever approves. */
    private Finding secrets(Finding finding) {
        for (var argument : arguments) {
            var secret = argument.secret();
            if (secret.isPresent()) return finding.and(Finding.hazard(Tier.T3, "", "the text carries " + secret.get()));
        }
        return finding;
    }
}
