package dev.bailiwick.console.signin;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Form;
import dev.bailiwick.console.frame.NotUnderstood;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.core.people.Assertion;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.signin.StepUp;
import java.util.Base64;
import java.util.Optional;

/** Between a page's script and {@link StepUp}: the question that goes out, the answer that comes in with a form. */
public final class Presenting {
    private static final String WHAT = "the passkey's answer";

    private Presenting() {}

    /** What the visitor brings to prove a word: the answer of a passkey, if the page asked for one, and the session. */
    public static StepUp.Presented presented(Visit visit) {
        var form = visit.form();
        var assertion = form.text("signature").map(signature -> assertion(form, signature));
        return new StepUp.Presented(assertion, Optional.of(visit.session()));
    }

    private static Assertion assertion(Form form, String signature) {
        try {
            return new Assertion(
                    form.required("credential", WHAT),
                    form.required("nonce", WHAT),
                    form.required("authenticator", WHAT),
                    form.required("client", WHAT),
                    signature);
        } catch (IllegalArgumentException e) {
            throw new NotUnderstood("The passkey's answer is malformed.");
        }
    }

    /** The question, for the page's script. */
    public static Answer question(StepUp.Challenge challenge) {
        return new Answer.Data(json(challenge));
    }

    static JsonObject json(StepUp.Challenge challenge) {
        return JsonObject.with("nonce", challenge.nonce())
                .and("challenge", text(challenge.value().bytes()))
                .and("site", challenge.site())
                .and("credentials", JsonArray.ofStrings(challenge.credentials()))
                .build();
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
