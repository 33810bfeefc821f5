package dev.bailiwick.core.session;

import dev.bailiwick.core.value.EncodedRun;
import dev.bailiwick.core.value.Untrusted;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The forms in which values are compared. Trust asks for {@link #plain}: the same characters but for case and white space.
 * Distrust is content with {@link #skeleton}: what an eye would take for the same (Unicode UTS #39), and with any decoding.
 */
final class Canonical {
    /** Letters drawn like Latin ones, each followed by the Latin one. */
    private static final String ALIKE = "аaеeоoрpсcхxуyіiјjѕsԁdһhқkкkмmнhтtвbгrпnԛqԝwӏl"
            + "αaεeοoρpνvτtιiκkυuχxωwηnγyβbμuσoζzϲcϳj" + "ɡgɑaıiʟlɴnʀrøođdłl";

    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{12,4096}={0,2}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2}){6,2048}");
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|commat|period|nbsp));");
    private static final int SHORTEST_ENCODED = 12;
    private static final int MOST_DECODED = 64;

    private Canonical() {}

    /** Lower case, one blank for any white space. */
    static String plain(String text) {
        var out = new char[text.length()];
        int length = 0;
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\u00a0';
            if (space && blank) continue;
            out[length++] = space ? ' ' : Character.toLowerCase(c);
            blank = space;
        }
        if (length > 0 && out[length - 1] == ' ') length--;
        return new String(out, 0, length);
    }

    /** Whether every character can be seen and is what it looks like to a reader of Latin script. */
    static boolean honest(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x7f && c >= ' ') continue;
            if (c == '\n' || c == '\r' || c == '\t') continue;
            if (Untrusted.hidden(c) || drawnAlike(Character.toLowerCase(c))) return false;
        }
        return true;
    }

    private static boolean drawnAlike(char lower) {
        int at = ALIKE.indexOf(lower);
        return at >= 0 && at % 2 == 0;
    }

    /** What an eye takes it for: invisible characters dropped, compatibility forms and look-alikes folded, no marks. */
    static String skeleton(String text) {
        if (ascii(text)) return text.toLowerCase(Locale.ROOT);
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKD);
        var out = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c < 0x80) {
                out.append(Character.toLowerCase(c));
                continue;
            }
            if (leavesNoTrace(c)) continue;
            char lower = Character.toLowerCase(c);
            out.append(drawnAlike(lower) ? ALIKE.charAt(ALIKE.indexOf(lower) + 1) : lower);
        }
        return out.toString();
    }

    private static boolean leavesNoTrace(char c) {
        if (Character.isSurrogate(c)) return false;
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.NON_SPACING_MARK || Untrusted.hidden(c);
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) >= 0x80) return false;
        return true;
    }

    private static boolean letterOrDigit(char c) {
        if (c >= 0x80) return Character.isLetterOrDigit(c);
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }

    /** Letters and digits only. */
    static String squeezed(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (letterOrDigit(c)) out.append(Character.toLowerCase(c));
        }
        return out.toString();
    }

    /** The runs of letters and digits. */
    static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && letterOrDigit(text.charAt(i));
            if (inside && start < 0) start = i;
            if (!inside && start >= 0) {
                runs.add(text.substring(start, i));
                start = -1;
            }
        }
        return runs;
    }

    /** What is hidden in the text by percent signs, character references, Base64 or hexadecimal digits; one layer. */
    static List<String> decoded(String text) {
        List<String> found = new ArrayList<>();
        if (text.indexOf('%') >= 0) found.add(percent(text));
        if (text.indexOf('&') >= 0) found.add(references(text));
        if (!EncodedRun.isIn(text, SHORTEST_ENCODED)) return found;
        var encoded = ENCODED.matcher(text);
        while (encoded.find() && found.size() < MOST_DECODED)
            base64(encoded.group()).ifPresent(found::add);
        var hex = HEX.matcher(text);
        while (hex.find() && found.size() < MOST_DECODED) {
            printable(HexFormat.of().parseHex(hex.group())).ifPresent(found::add);
        }
        return found;
    }

    /** RFC 3986, section 2.1; what is no escape stays as it is. */
    private static String percent(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            int high = text.charAt(i) == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String references(String text) {
        return REFERENCE.matcher(text).replaceAll(match -> java.util.regex.Matcher.quoteReplacement(reference(match)));
    }

    private static String reference(java.util.regex.MatchResult match) {
        if (match.group(1) != null) return codePoint(Integer.parseInt(match.group(1)));
        if (match.group(2) != null) return codePoint(Integer.parseInt(match.group(2), 16));
        return switch (match.group(3).toLowerCase(Locale.ROOT)) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "commat" -> "@";
            case "period" -> ".";
            case "nbsp" -> " ";
            default -> "\"";
        };
    }

    private static String codePoint(int value) {
        return Character.isValidCodePoint(value) ? Character.toString(value) : " ";
    }

    private static Optional<String> base64(String text) {
        String plain = text.replace('-', '+').replace('_', '/');
        int stripped = plain.length();
        while (stripped > 0 && plain.charAt(stripped - 1) == '=') stripped--;
        if (stripped % 4 == 1) return Optional.empty();
        try {
            return printable(Base64.getDecoder().decode(plain.substring(0, stripped)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> printable(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.codePoints().allMatch(c -> (c >= ' ' && c != 0x7f) || c == '\n' || c == '\t')
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
