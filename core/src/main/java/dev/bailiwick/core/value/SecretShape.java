package dev.bailiwick.core.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What credentials look like: prefixes their issuers gave them so that scanners find them. Precise rather than complete; what
 * has no such shape passes unseen here. Every quantifier is bounded or possessive, so that no text makes the search slow.
 *
 * @param name what it is, for people
 * @param marks texts of which it contains one: most texts contain none, and are done before any pattern is tried
 * @param pattern at the start of a word
 * @param anywhere also inside a word: where something was decoded, the start of a word is chance
 */
public record SecretShape(String name, List<String> marks, Pattern pattern, Pattern anywhere) {
    /** Longer texts are searched in their first part only; nothing we judge by this is longer. */
    private static final int LONGEST = 1 << 20;

    private static final List<SecretShape> SHAPES = List.of(
            shape(
                    "a private key",
                    List.of("PRIVATE KEY"),
                    "-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?:-----[A-Za-z0-9+/=\\s\\\\]{0,16000}+)?"),
            shape(
                    "a Bailiwick credential",
                    List.of("bwa_", "bwr_", "bwm_", "bwt_"),
                    "\\bbw[armt]_[A-Za-z0-9_-]{16,200}"),
            shape("an AWS access key", List.of("AKIA", "ASIA"), "\\b(?:AKIA|ASIA)[A-Z2-7]{16}\\b"),
            shape(
                    "a GitHub token",
                    List.of("gho_", "ghp_", "ghs_", "ghr_", "ghu_", "github_pat_"),
                    "\\b(?:gh[opsru]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{30,255})"),
            shape("a GitLab token", List.of("glpat-"), "\\bglpat-[A-Za-z0-9_-]{20,100}"),
            shape("a Slack token", List.of("xox"), "\\bxox[abeoprs]-[A-Za-z0-9-]{10,250}"),
            shape("a payment key", List.of("k_live_", "k_test_"), "\\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,250}"),
            shape("a model provider's key", List.of("sk-"), "\\bsk-[A-Za-z0-9_-]{20,250}"),
            shape("a Google key", List.of("AIza"), "\\bAIza[A-Za-z0-9_-]{35}"),
            shape("a Vault token", List.of("hvs.", "hvb.", "hvr."), "\\bhv[sbr]\\.[A-Za-z0-9_-]{20,250}"),
            shape("an npm token", List.of("npm_"), "\\bnpm_[A-Za-z0-9]{36}\\b"),
            shape(
                    "a signed token",
                    List.of("eyJ"),
                    "\\beyJ[A-Za-z0-9_-]{10,2000}+\\.eyJ[A-Za-z0-9_-]{10,4000}+\\.[A-Za-z0-9_-]{10,2000}"));

    /** Members of a URL's query whose very name says that the value is a secret. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)[?&;#](?:access_token|refresh_token|id_token|api_?key|client_secret|private_key|secret|password|passwd)=[^&;#]");

    /** Whole stretches that may be base64, in either alphabet: a slash may also be a URL's own. */
    private static final List<Pattern> ENCODED = List.of(
            Pattern.compile("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{20,}+"),
            Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{20,}+"));

    private static final int SHORTEST_ENCODED = 20;

    /** How many such stretches are looked into. */
    private static final int MOST_DECODED = 64;

    private static SecretShape shape(String name, List<String> marks, String regex) {
        return new SecretShape(name, marks, Pattern.compile(regex), Pattern.compile(regex.replace("\\b", "")));
    }

    /** What secret a text contains, openly or percent- or base64-encoded; empty when none is seen. */
    public static Optional<String> in(String text) {
        var plain = decodedPercents(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return first(plain, SecretShape::pattern)
                .or(() -> first(base64Decoded(plain.getLast()), SecretShape::anywhere));
    }

    private static Optional<String> first(List<String> readings, Function<SecretShape, Pattern> form) {
        for (SecretShape shape : SHAPES) {
            for (String reading : readings) {
                if (shape.isIn(reading, form.apply(shape))) return Optional.of(shape.name);
            }
        }
        return Optional.empty();
    }

    private boolean isIn(String reading, Pattern form) {
        for (String mark : marks) {
            if (reading.contains(mark)) return form.matcher(reading).find();
        }
        return false;
    }

    /** {@link #in} for a URL, where names of query members count as well. */
    public static Optional<String> inUrl(String url) {
        return in(url).or(
                        () -> NAMED.matcher(url).find() ? Optional.of("a value named as a secret") : Optional.empty());
    }

    /** The text, and what it is once, twice and three times unescaped. */
    private static List<String> decodedPercents(String text) {
        var readings = new ArrayList<>(List.of(text));
        for (int round = 0; round < 3 && readings.getLast().indexOf('%') >= 0; round++) {
            readings.add(percentDecoded(readings.getLast()));
        }
        return readings;
    }

    private static List<String> base64Decoded(String text) {
        if (!EncodedRun.isIn(text, SHORTEST_ENCODED)) return List.of();
        var readings = new ArrayList<String>();
        for (Pattern alphabet : ENCODED) {
            var encoded = alphabet.matcher(text);
            for (int found = 0; found < MOST_DECODED && encoded.find(); found++)
                base64Decoded(encoded.group(), readings);
        }
        return readings;
    }

    /** Decodes what is a valid escape and leaves the rest: one broken escape must not hide the others. */
    private static String percentDecoded(String text) {
        var out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            boolean escape = text.charAt(i) == '%'
                    && i + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2));
            out.append(escape ? (char) HexFormat.fromHexDigits(text, i + 1, i + 3) : text.charAt(i));
            i += escape ? 3 : 1;
        }
        return out.toString();
    }

    /** From each of four starts, because what stands before the secret shifts it. */
    private static void base64Decoded(String text, List<String> readings) {
        String plain = text.replace('-', '+').replace('_', '/');
        for (int start = 0; start < 4; start++) {
            int left = (plain.length() - start) % 4;
            // one left-over character is no byte, and the decoder refuses it
            byte[] bytes = Base64.getDecoder().decode(plain.substring(start, plain.length() - (left == 1 ? 1 : 0)));
            readings.add(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }
}
