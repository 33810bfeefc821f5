package dev.bailiwick.core.register;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * An outside reader of what agents read ({@code scanners} of {@code bailiwick.yaml}).
 *
 * @param address where texts are posted: HTTPS, or HTTP on this machine, because everything an agent reads goes there
 * @param patience how long one answer may take
 * @param silence what a text counts as that it did not answer about
 */
public record ScannerSettings(URI address, Duration patience, Silence silence) {
    /** Silence proves nothing, so it never refuses by itself. */
    public enum Silence {
        NONE,
        NOTED,
        SUSPICIOUS
    }

    private static final Duration USUAL = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** @throws dev.bailiwick.json.JsonException naming what is wrong */
    static ScannerSettings of(Fields fields) {
        var settings = new ScannerSettings(
                fields.parsed("address", ScannerSettings::address),
                fields.has("patienceMillis")
                        ? Duration.ofMillis(fields.whole("patienceMillis", ScannerSettings::patience))
                        : USUAL,
                fields.has("silence") ? fields.oneOf("silence", Silence.class) : Silence.NONE);
        fields.end();
        return settings;
    }

    static URI address(String text) {
        var address = URI.create(text);
        var host = Optional.ofNullable(address.getHost()).orElse("");
        boolean here = host.equals("127.0.0.1") || host.equals("[::1]") || host.equals("localhost");
        boolean fit = !host.isEmpty() && address.getUserInfo() == null && address.getFragment() == null;
        if (!fit || !("https".equals(address.getScheme()) || (here && "http".equals(address.getScheme()))))
            throw new IllegalArgumentException(
                    "expected https://HOST/PATH, or http:// on this machine, without a name or password");
        return address;
    }

    private static long patience(long millis) {
        if (millis < 50 || millis > LONGEST.toMillis())
            throw new IllegalArgumentException("expected 50 to " + LONGEST.toMillis() + " milliseconds");
        return millis;
    }

    JsonObject json() {
        return JsonObject.with("address", address.toString())
                .and("patienceMillis", JsonNumber.of(patience.toMillis()))
                .and("silence", Fields.spelling(silence))
                .build();
    }
}
