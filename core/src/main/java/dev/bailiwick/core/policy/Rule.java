package dev.bailiwick.core.policy;

import dev.bailiwick.cedar.policy.Effect;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.core.people.Function;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a policy's annotations say. The list of annotations is closed: the language itself checks none of them.
 *
 * @param reason one sentence for people; empty on a permit
 * @param asks what would lift this forbid; empty for a permit and for a forbid that nobody may lift
 * @param obligations what a permit is bound to
 */
record Rule(String id, boolean permit, String reason, Optional<Asks> asks, List<Obligation> obligations) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(?:[._][a-z0-9]+)*");
    private static final Pattern HOURS = Pattern.compile("([1-9][0-9]{0,2})h");
    private static final Set<String> KEYS = Set.of(
            "id",
            "reason",
            "requestable",
            "quorum",
            "ticket",
            "ttl",
            "retry",
            "log",
            "review",
            "redact",
            "post_review",
            "notify",
            "taint",
            "shadow");

    /** @throws IllegalArgumentException when an annotation is missing, unknown or wrong */
    static Rule of(Policy policy) {
        boolean permit = policy.effect() == Effect.PERMIT;
        policy.annotations().keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .findFirst()
                .ifPresent(key -> refuse(policy, "the annotation @" + key + " is unknown"));
        String id = policy.annotation("id").orElse("");
        if (!ID.matcher(id).matches()) refuse(policy, "@id must be like base.tier3_approval");
        String reason = policy.annotation("reason").orElse("");
        if (permit && (policy.annotation("requestable").isPresent() || !reason.isEmpty()))
            refuse(policy, "a permit has no @requestable and no @reason");
        if (!permit && reason.isBlank()) refuse(policy, "a forbid needs a @reason");
        var obligations = obligations(policy);
        if (!permit && !obligations.isEmpty()) refuse(policy, "a forbid obliges to nothing");
        return new Rule(id, permit, reason, asks(policy), obligations);
    }

    private static Optional<Asks> asks(Policy policy) {
        var functions = policy.annotation("requestable");
        boolean more = List.of("quorum", "ticket", "ttl").stream()
                .anyMatch(key -> policy.annotation(key).isPresent());
        if (functions.isEmpty()) {
            if (more) refuse(policy, "@quorum, @ticket and @ttl belong to @requestable");
            return Optional.empty();
        }
        policy.annotation("ticket")
                .filter(value -> !value.equals("required"))
                .ifPresent(_ -> refuse(policy, "@ticket says \"required\""));
        return Optional.of(new Asks(
                functions(policy, functions.get()),
                quorum(policy),
                policy.annotation("ticket").isPresent(),
                hours(policy, policy.annotation("ttl").orElse("8h"))));
    }

    private static Set<Function> functions(Policy policy, String text) {
        var functions = EnumSet.noneOf(Function.class);
        for (String name : text.split(",", -1)) {
            try {
                functions.add(Function.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw refusal(policy, "\"" + name.strip() + "\" is none of security, it, business");
            }
        }
        return functions;
    }

    private static int quorum(Policy policy) {
        String text = policy.annotation("quorum").orElse("1");
        if (!text.matches("[1-9]")) refuse(policy, "@quorum is a number from 1 to 9");
        return Integer.parseInt(text);
    }

    private static Duration hours(Policy policy, String text) {
        Matcher hours = HOURS.matcher(text);
        if (!hours.matches()) throw refusal(policy, "a time is given in hours, such as 8h");
        return Duration.ofHours(Integer.parseInt(hours.group(1)));
    }

    private static List<Obligation> obligations(Policy policy) {
        var obligations = new ArrayList<Obligation>();
        for (Obligation.Kind kind : Obligation.Kind.values()) {
            policy.annotation(kind.key()).ifPresent(value -> {
                if (!Objects.requireNonNull(VALUES.get(kind)).matcher(value).matches())
                    refuse(policy, "@" + kind.key() + " cannot be \"" + value + "\"");
                obligations.add(new Obligation(kind, value));
            });
        }
        return List.copyOf(obligations);
    }

    private static final Map<Obligation.Kind, Pattern> VALUES = Map.of(
            Obligation.Kind.LOG, Pattern.compile("summary|full"),
            Obligation.Kind.REVIEW, Pattern.compile("daily|weekly|monthly"),
            Obligation.Kind.REDACT, Pattern.compile("personal|health|card|secret"),
            Obligation.Kind.POST_REVIEW, HOURS,
            Obligation.Kind.NOTIFY, Pattern.compile("(?:security|it|business)(?:,(?:security|it|business))*"),
            Obligation.Kind.TAINT, Pattern.compile("session"),
            Obligation.Kind.SHADOW, Pattern.compile("baseline|regulated|attended"));

    private static void refuse(Policy policy, String why) {
        throw refusal(policy, why);
    }

    private static IllegalArgumentException refusal(Policy policy, String why) {
        String id = policy.annotation("id").filter(text -> !text.isEmpty()).orElse(policy.id());
        return new IllegalArgumentException("policy \"" + id + "\": " + why);
    }
}
