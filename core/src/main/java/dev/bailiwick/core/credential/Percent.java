package dev.bailiwick.core.credential;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding with one spelling for each text (RFC 3986): everything but the unreserved characters. */
final class Percent {
    private static final String UNRESERVED = "-._~";

    private Percent() {}

    static String encoded(String text) {
        var encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = each > 0 && (isLetterOrDigit(each) || UNRESERVED.indexOf(each) >= 0);
            if (plain) encoded.append((char) each);
            else encoded.append('%').append("%02X".formatted(each & 0xff));
        }
        return encoded.toString();
    }

    private static boolean isLetterOrDigit(byte each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
    }

    /** What is no proper code stands for itself. */
    static String decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at++) {
            boolean code =
                    bytes[at] == '%' && at + 2 < bytes.length && digit(bytes[at + 1]) >= 0 && digit(bytes[at + 2]) >= 0;
            decoded.write(code ? digit(bytes[at + 1]) << 4 | digit(bytes[at + 2]) : bytes[at]);
            if (code) at += 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static int digit(byte each) {
        return Character.digit(each, 16);
    }
}
