package dev.bailiwick.gateway.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A message as Standard Webhooks signs it: HMAC-SHA-256 over id, time and body.
 *
 * @param signatures {@code v1,} and Base64, one or several between spaces: a sender that changes its key signs with both
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes that were signed, as they came: nobody changes them
record SignedMessage(String id, String timestamp, String signatures, byte[] body) {
    /** How far its time may be from ours, in both directions. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final String VERSION = "v1,";
    private static final int MOST_SIGNATURES = 8;

    /** Whose it is, by name; empty when nobody known signed it, or not now. */
    Optional<String> sender(Map<String, SecretKeySpec> keys, Instant now) {
        if (!ID.matcher(id).matches() || !timely(now)) return Optional.empty();
        return keys.entrySet().stream()
                .filter(key -> signedWith(key.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean timely(Instant now) {
        try {
            var at = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(at, now).abs().compareTo(WINDOW) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException _) {
            return false;
        }
    }

    private boolean signedWith(SecretKeySpec key) {
        byte[] right = mac(key);
        return Arrays.stream(signatures.split(" ", MOST_SIGNATURES))
                .filter(signature -> signature.startsWith(VERSION))
                .anyMatch(signature -> MessageDigest.isEqual(right, decoded(signature.substring(VERSION.length()))));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private byte[] mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
