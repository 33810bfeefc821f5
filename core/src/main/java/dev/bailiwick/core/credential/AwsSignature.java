package dev.bailiwick.core.credential;

import dev.bailiwick.core.value.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * AWS Signature Version 4: the canonical request, the string to sign, the signing key, the signature (AWS General Reference,
 * "Create a signed AWS API request").
 *
 * @param service as its endpoints call it, such as {@code s3}
 */
public record AwsSignature(String region, String service) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /** Of a body of nothing. */
    public static final String NOTHING = Digest.of("").hex();

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public AwsSignature {
        if (!region.matches("[a-z0-9-]{1,40}") || !service.matches("[a-z0-9-]{1,40}"))
            throw new IllegalArgumentException("not a region and a service such as eu-central-1 and s3");
    }

    /** @param scope such as {@code eu-central-1.s3} */
    public static AwsSignature of(String scope) {
        var parts = List.of(scope.split("\\.", -1));
        if (parts.size() != 2) throw new IllegalArgumentException("not a region and a service such as eu-central-1.s3");
        return new AwsSignature(parts.getFirst(), parts.getLast());
    }

    /**
     * What is signed.
     *
     * @param target path and query as they are sent
     * @param fields names in lower case; {@code host} is one of them
     * @param payload SHA-256 of the body, in hexadecimal
     */
    public record Message(String method, String target, Map<String, String> fields, String payload) {
        public Message {
            fields = new TreeMap<>(fields);
            if (!fields.containsKey("host")) throw new IllegalArgumentException("a request names its host");
        }
    }

    /** How a request writes this instant in {@code x-amz-date}. */
    public static String date(Instant instant) {
        return SECONDS.format(instant);
    }

    /** The value of {@code Authorization}. The message names the same instant in {@code x-amz-date}. */
    public String authorization(AwsKey key, Instant instant, Message message) {
        var scope = date(instant).substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        var text = ALGORITHM + "\n" + date(instant) + "\n" + scope + "\n"
                + Digest.of(canonical(message)).hex();
        var signature = HexFormat.of().formatHex(hmac(signingKey(key, instant), text));
        return ALGORITHM + " Credential=" + key.id() + "/" + scope + ", SignedHeaders=" + names(message)
                + ", Signature=" + signature;
    }

    String canonical(Message message) {
        int query = message.target().indexOf('?');
        var path = query < 0 ? message.target() : message.target().substring(0, query);
        var parameters = query < 0 ? "" : message.target().substring(query + 1);
        var fields = message.fields().entrySet().stream()
                .map(field -> field.getKey() + ":" + field.getValue().strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n", message.method(), path(path), query(parameters), fields, names(message), message.payload());
    }

    private static String names(Message message) {
        return String.join(";", message.fields().keySet());
    }

    /** Encoded once more as it is sent, but for S3, where a path means what it says. */
    private String path(String path) {
        if (service.equals("s3")) return segments(Percent.decoded(path));
        return segments(path);
    }

    private static String segments(String path) {
        return Arrays.stream(path.split("/", -1)).map(Percent::encoded).collect(Collectors.joining("/"));
    }

    private static String query(String parameters) {
        if (parameters.isEmpty()) return "";
        return Arrays.stream(parameters.split("&", -1))
                .map(AwsSignature::pair)
                .sorted(Comparator.comparing((List<String> pair) -> pair.getFirst())
                        .thenComparing(List::getLast))
                .map(pair -> String.join("=", pair))
                .collect(Collectors.joining("&"));
    }

    private static List<String> pair(String text) {
        int equals = text.indexOf('=');
        var name = equals < 0 ? text : text.substring(0, equals);
        var value = equals < 0 ? "" : text.substring(equals + 1);
        return List.of(again(name), again(value));
    }

    /** Whatever was encoded, and however: one spelling (RFC 3986). */
    private static String again(String text) {
        return Percent.encoded(Percent.decoded(text));
    }

    private byte[] signingKey(AwsKey key, Instant instant) {
        byte[] first = key.signing().reveal(text -> ("AWS4" + text).getBytes(StandardCharsets.UTF_8));
        byte[] ofDay = hmac(first, date(instant).substring(0, 8));
        return hmac(hmac(hmac(ofDay, region), service), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        return Hmac.of(key, text.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
