package dev.bailiwick.secrets.aws;

import dev.bailiwick.core.credential.AwsKey;
import dev.bailiwick.core.credential.AwsSignature;
import dev.bailiwick.core.credential.AwsSignature.Message;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.secrets.http.Form;
import dev.bailiwick.secrets.http.Remote;
import dev.bailiwick.secrets.http.Remote.Raw;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** One endpoint of AWS, asked with signed requests. */
final class Aws {
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z.]{1,60})</Code>");

    private final String name;
    private final Remote remote;
    private final AwsSignature signature;
    private final InstantSource clock;

    Aws(String name, Remote remote, AwsSignature signature, InstantSource clock) {
        this.name = name;
        this.remote = remote;
        this.signature = signature;
        this.clock = clock;
    }

    /** What came back: of a failure only its code. */
    record Answer(int status, String body, String code) {
        boolean ok() {
            return status == 200;
        }

        boolean throttled() {
            return code.startsWith("Throttling") || code.equals("RequestLimitExceeded");
        }

        /** The text of one element, wherever it stands: none of those we ask for occurs twice. */
        Optional<String> element(String tag) {
            int from = body.indexOf("<" + tag + ">");
            int to = body.indexOf("</" + tag + ">", Math.max(0, from));
            return from < 0 || to < 0
                    ? Optional.empty()
                    : Optional.of(body.substring(from + tag.length() + 2, to)).filter(text -> text.indexOf('<') < 0);
        }
    }

    /** The query protocol, of STS and IAM: a form, and XML. */
    Answer query(Form form, AwsKey key) {
        return patiently(() -> {
            var raw = signed(FORM, form.encoded(), Map.of(), key);
            var code = CODE.matcher(raw.body());
            return new Answer(raw.status(), raw.body(), code.find() ? code.group(1) : "");
        });
    }

    /** The JSON protocol, of Secrets Manager. */
    Answer json(String target, JsonObject body, AwsKey key) {
        return patiently(() -> {
            var raw = signed("application/x-amz-json-1.1", body.text(), Map.of("x-amz-target", target), key);
            return new Answer(raw.status(), raw.body(), raw.status() == 200 ? "" : type(raw.body()));
        });
    }

    /** Throttled, once more after a moment: AWS says so with 400, and does not say how long to wait. */
    private static Answer patiently(Supplier<Answer> question) {
        var first = question.get();
        if (!first.throttled()) return first;
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        var second = question.get();
        if (second.throttled()) throw new BackendUnavailable("AWS is asked too often (" + second.code() + ")");
        return second;
    }

    private static String type(String body) {
        try {
            var type = Json.parseObject(body).string("__type").orElse("");
            return type.substring(type.indexOf('#') + 1);
        } catch (JsonException _) {
            return "";
        }
    }

    private Raw signed(String type, String body, Map<String, String> more, AwsKey key) {
        var now = clock.instant();
        var fields = new HashMap<>(more);
        fields.put("host", remote.host());
        fields.put("content-type", type);
        fields.put("x-amz-date", AwsSignature.date(now));
        key.session().ifPresent(token -> fields.put("x-amz-security-token", token.reveal(text -> text)));
        var message = new Message("POST", "/", fields, Digest.of(body).hex());
        fields.put("authorization", signature.authorization(key, now, message));
        fields.remove("host");
        fields.remove("content-type");
        return remote.exchange("POST", "/", fields, type, body);
    }

    /** What AWS wrote stays out of it: it may quote what we sent. */
    BackendUnavailable failed(Answer answer) {
        var why = switch (answer.code()) {
            case "AccessDenied", "AccessDeniedException" -> "does not let us do that";
            case "InvalidClientTokenId", "UnrecognizedClientException" -> "does not know our key";
            case "SignatureDoesNotMatch", "InvalidSignatureException" ->
                "does not take our signature: is the key the right one, and the clock?";
            case "ResourceNotFoundException" -> "has no such secret";
            default -> "did not do it";
        };
        return new BackendUnavailable("\"" + name + "\" " + why + " (" + answer.status() + " " + answer.code() + ")");
    }
}
