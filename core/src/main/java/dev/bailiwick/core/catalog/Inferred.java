package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.json.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One call of a tool that was read by its own words.
 *
 * @param sense what the tool does
 */
public record Inferred(Sense sense, Operation operation, Verb verb, Resource resource) {
    /** Empty where the arguments contradict the reading. */
    static Optional<Inferred> of(Sense sense, List<Argument> arguments, Surroundings around) {
        var finding = InferredReading.of(sense, arguments, around);
        boolean amount = arguments.stream().anyMatch(argument -> argument.role() == Role.AMOUNT);
        boolean web = arguments.stream().anyMatch(argument -> argument.shape() == Shape.WEB);
        var verb = verb(sense, finding.tier(), amount, web);
        var operation = new Operation(
                id(sense),
                Operation.Known.INFERRED,
                Fields.spelling(verb),
                finding.tier(),
                Operation.target(finding.targets()),
                finding.because(),
                finding.hazards());
        boolean outside = finding.tier() == Tier.T3 || finding.tier() == Tier.T4;
        var kind = kind(sense, verb);
        String id = kind == Resource.Kind.WEB_ORIGIN ? host(arguments) : operation.target();
        return Optional.of(new Inferred(sense, operation, verb, new Resource(kind, id, outside, Set.of())));
    }

    private static String host(List<Argument> arguments) {
        return arguments.stream()
                .filter(argument -> argument.role() == Role.DESTINATION)
                .flatMap(argument ->
                        Url.of(argument.text().contains("://") ? argument.text() : "https://" + argument.text())
                                .stream())
                .map(url -> url.host().toString())
                .findFirst()
                .orElse("");
    }

    /** The verb and the thing of the policies for a call of this tier. */
    private static Verb verb(Sense sense, Tier tier, boolean amount, boolean web) {
        if (tier == Tier.T4) return atTop(sense);
        boolean outside = tier == Tier.T3;
        return switch (sense.deed()) {
            case READ, SEARCH -> reading(sense, outside, web);
            case FETCH -> outside || tier == Tier.T2 ? Verb.FETCH : Verb.READ;
            case CREATE -> outside ? outward(sense) : Verb.CREATE;
            case UPDATE -> outside ? outward(sense) : Verb.UPDATE;
            case DELETE -> ofRecord(sense) ? Verb.DELETE_RECORD : Verb.DELETE;
            case SEND -> outside ? Verb.SEND : Verb.POST;
            case SHARE, PUBLISH -> !outside ? Verb.POST : sense.about("file") ? Verb.PUBLISH : Verb.SEND;
            case PAY, REFUND -> amount ? (sense.deed() == Deed.PAY ? Verb.PAY : Verb.REFUND) : Verb.UPDATE_RECORD;
            case BOOK -> outside ? Verb.UPDATE_RECORD : Verb.CREATE;
            case EXECUTE, CONFIGURE, GRANT -> atTop(sense);
        };
    }

    private static Verb atTop(Sense sense) {
        return switch (sense.deed()) {
            case EXECUTE -> Verb.EXECUTE;
            case CONFIGURE -> Verb.CONFIGURE;
            default ->
                sense.because().stream().anyMatch(why -> why.contains("who may do what"))
                        ? Verb.CHANGE_ACCESS
                        : Verb.CONFIGURE;
        };
    }

    private static Verb reading(Sense sense, boolean outside, boolean web) {
        if (outside) return web ? Verb.FETCH : Verb.EXPORT_RECORD;
        return sense.deed() == Deed.SEARCH ? Verb.SEARCH : Verb.READ;
    }

    private static boolean ofRecord(Sense sense) {
        return sense.about("order") || sense.about("booking") || sense.about("customer") || sense.about("money");
    }

    private static Verb outward(Sense sense) {
        return ofRecord(sense) && !sense.about("event") ? Verb.UPDATE_RECORD : Verb.SEND;
    }

    private static Resource.Kind kind(Sense sense, Verb verb) {
        return switch (verb) {
            case PAY, REFUND -> Resource.Kind.PAYMENT_ACCOUNT;
            case UPDATE_RECORD, DELETE_RECORD, EXPORT_RECORD -> Resource.Kind.CUSTOMER_RECORD;
            case FETCH, BROWSE, SUBMIT -> Resource.Kind.WEB_ORIGIN;
            case EXECUTE -> Resource.Kind.HOST;
            case DEPLOY, CONFIGURE, CHANGE_ACCESS -> Resource.Kind.CLOUD_RESOURCE;
            case AMEND_INSTRUCTIONS -> Resource.Kind.INSTRUCTION;
            case UNCLASSIFIED -> Resource.Kind.TOOL;
            case PUBLISH -> Resource.Kind.DOCUMENT;
            case SEND -> sense.about("mail") || sense.about("event") ? Resource.Kind.MAILBOX : Resource.Kind.CHANNEL;
            case POST -> Resource.Kind.CHANNEL;
            case READ, SEARCH, MONITOR -> ofRecord(sense) ? Resource.Kind.CUSTOMER_RECORD : document(sense);
            case CREATE, UPDATE, DELETE -> document(sense);
        };
    }

    private static Resource.Kind document(Sense sense) {
        if (sense.about("mail")) return Resource.Kind.MAILBOX;
        if (sense.about("event")) return Resource.Kind.CALENDAR;
        if (sense.about("message")) return Resource.Kind.CHANNEL;
        return sense.about("code") ? Resource.Kind.REPOSITORY : Resource.Kind.DOCUMENT;
    }

    private static String id(Sense sense) {
        return "inferred." + sense.deed().name().toLowerCase(Locale.ROOT);
    }
}
