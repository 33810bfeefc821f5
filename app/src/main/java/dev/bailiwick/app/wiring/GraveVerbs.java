package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.signin.Consents;
import java.util.Optional;

/** Stands before every other room: what changes the rules, or what can be proven, waits for its person's passkey. */
record GraveVerbs(Consents consents) implements Verbs {
    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        words(request)
                .flatMap(words -> consents.obstacle(actor, words, request))
                .ifPresent(why -> {
                    throw new Refusal(4, why);
                });
        return Optional.empty();
    }

    /** What is wanted, as it follows "you asked to"; empty when it is not grave. */
    private static Optional<String> words(JsonObject request) {
        return switch (request.string("verb").orElse("")) {
            case "policy.publish" -> Optional.of("put into force the policies " + named(request, "version"));
            case "policy.rollback" -> Optional.of("take back into force the policies " + named(request, "version"));
            case "control.accept" -> Optional.of("accept a difference between store and log: " + named(request, "key"));
            case "audit.agree" -> Optional.of("let the log keep what bailiwick.yaml now says");
            case "audit.lift" -> Optional.of("lift the hold " + named(request, "hold"));
            case "approvals.break-glass" -> Optional.of("break the glass for " + named(request, "agent"));
            case "tokens.create" -> Optional.of("make an API token for " + named(request, "name"));
            case "audit.prune" ->
                rehearsal(request) ? Optional.empty() : Optional.of("remove what is past its retention");
            default -> Optional.empty();
        };
    }

    private static boolean rehearsal(JsonObject request) {
        return request.get("rehearsal").equals(Optional.of(new JsonBoolean(true)));
    }

    private static String named(JsonObject request, String member) {
        return Untrusted.visible(request.string(member).orElse("?"));
    }
}
