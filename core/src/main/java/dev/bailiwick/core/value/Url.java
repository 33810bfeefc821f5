package dev.bailiwick.core.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * An absolute http or https URL, canonical.
 *
 * <p>Only the texts that RFC 3986 and the WHATWG URL standard read alike are URLs here. Where those two, or programs that
 * follow them, could reach different hosts, the text is {@link UrlReading.Unreadable}, with a reason.
 *
 * @param path starts with a slash, without dot segments, escapes in upper case and only where needed
 */
public record Url(String scheme, Host host, int port, String path, Optional<String> query, Optional<String> fragment)
        implements UrlReading {
    /** Longer ones are refused: no page a person names has one. */
    public static final int LONGEST = 4096;

    public static UrlReading read(String text) {
        try {
            return parse(text);
        } catch (Ambiguous e) {
            return new UrlReading.Unreadable(e.why);
        }
    }

    /** The URL, when the text is one. */
    public static Optional<Url> of(String text) {
        return read(text) instanceof Url url ? Optional.of(url) : Optional.empty();
    }

    private static Url parse(String text) throws Ambiguous {
        if (text.length() > LONGEST) throw new Ambiguous("the address is longer than " + LONGEST + " characters");
        requireVisible(text);
        String scheme = scheme(text);
        int authority = scheme.length() + "://".length();
        if (!text.startsWith("://", scheme.length())) throw new Ambiguous("the address lacks \"//\" after its scheme");
        int end = firstOf(text, authority, "/?#");
        String where = text.substring(authority, end);
        int fragmentAt = text.indexOf('#', end);
        String beforeFragment = fragmentAt < 0 ? text : text.substring(0, fragmentAt);
        int queryAt = beforeFragment.indexOf('?', end);
        String path = queryAt < 0 ? beforeFragment.substring(end) : beforeFragment.substring(end, queryAt);
        int port = port(where, scheme);
        return new Url(
                scheme,
                host(where),
                port,
                withoutDots(escaped(path, true)),
                queryAt < 0 ? Optional.empty() : Optional.of(escaped(beforeFragment.substring(queryAt + 1), false)),
                fragmentAt < 0 ? Optional.empty() : Optional.of(escaped(text.substring(fragmentAt + 1), false)));
    }

    private static void requireVisible(String text) throws Ambiguous {
        if (text.indexOf('\\') >= 0)
            throw new Ambiguous("the address has a backslash, which some programs read as a slash");
        if (text.codePoints().anyMatch(c -> c == ' ' || Untrusted.hidden(c))) {
            throw new Ambiguous("the address has spaces or characters nobody can see");
        }
    }

    private static String scheme(String text) throws Ambiguous {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new Ambiguous("the address does not start with http:// or https://");
        }
        return scheme;
    }

    private static Host host(String where) throws Ambiguous {
        if (where.indexOf('@') >= 0) throw new Ambiguous("the address hides its host behind a user name");
        if (where.indexOf('%') >= 0) throw new Ambiguous("the host is written with escapes");
        if (!where.chars().allMatch(c -> c < 0x80)) {
            throw new Ambiguous("the host has letters beyond ASCII that may look like others: write it as xn--");
        }
        return Host.read(hostText(where))
                .orElseThrow(() -> new Ambiguous("the host is written so that programs may read it differently"));
    }

    private static String hostText(String where) {
        int from = where.startsWith("[") ? where.indexOf(']') : 0;
        int colon = where.indexOf(':', Math.max(from, 0));
        return colon < 0 ? where : where.substring(0, colon);
    }

    private static int port(String where, String scheme) throws Ambiguous {
        String rest = where.substring(hostText(where).length());
        if (rest.isEmpty()) return scheme.equals("https") ? 443 : 80;
        if (!rest.matches(":[1-9][0-9]{0,4}") || Integer.parseInt(rest.substring(1)) > 65_535) {
            throw new Ambiguous("the port is no number from 1 to 65535");
        }
        return Integer.parseInt(rest.substring(1));
    }

    /** Escapes in upper case; unreserved characters without escape (RFC 3986 section 6.2.2); beyond ASCII as UTF-8. */
    private static String escaped(String text, boolean path) throws Ambiguous {
        var out = new StringBuilder(text.length() + 8);
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (c == '%') {
                unescape(text, i, path, out);
                i += 3;
            } else {
                if (c >= 0x80) percent(Character.toString(c), out);
                else if (allowed(c)) out.append((char) c);
                else throw new Ambiguous("the address has a character that must be escaped");
                i += Character.charCount(c);
            }
        }
        return out.toString();
    }

    private static boolean allowed(int c) {
        return unreserved(c) || "/?:@!$&'()*+,;=".indexOf(c) >= 0;
    }

    private static boolean unreserved(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    private static void unescape(String text, int at, boolean path, StringBuilder out) throws Ambiguous {
        if (at + 3 > text.length()
                || !HexFormat.isHexDigit(text.charAt(at + 1))
                || !HexFormat.isHexDigit(text.charAt(at + 2))) {
            throw new Ambiguous("the address has a percent sign that escapes nothing");
        }
        int value = HexFormat.fromHexDigits(text, at + 1, at + 3);
        if (path && (value < 0x20 || value == 0x7f || value == '\\')) {
            throw new Ambiguous("the path hides a control character or a backslash");
        }
        if (unreserved(value)) out.append((char) value);
        else out.append('%').append(text.substring(at + 1, at + 3).toUpperCase(Locale.ROOT));
    }

    private static void percent(String character, StringBuilder out) {
        for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
    }

    /** RFC 3986 section 5.2.4, on segments. */
    private static String withoutDots(String path) {
        if (path.isEmpty()) return "/";
        var kept = new ArrayDeque<String>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> {
                    if (last) kept.addLast("");
                }
                case ".." -> {
                    kept.pollLast();
                    if (last) kept.addLast("");
                }
                default -> kept.addLast(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static int firstOf(String text, int from, String stops) {
        int i = from;
        while (i < text.length() && stops.indexOf(text.charAt(i)) < 0) i++;
        return i;
    }

    public boolean encrypted() {
        return scheme.equals("https");
    }

    public Url withoutFragment() {
        return new Url(scheme, host, port, path, query, Optional.empty());
    }

    /** The same page over TLS; only the default port has a known TLS port. */
    public Url overTls() {
        return new Url("https", host, port == 80 ? 443 : port, path, query, fragment);
    }

    /** This URL's host with an absolute path as a page writes it ({@code /a?b#c}). */
    public Optional<Url> sibling(String reference) {
        return Url.of(origin() + reference);
    }

    /** Scheme, host and port. */
    public String origin() {
        boolean usual = port == (encrypted() ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }

    public String text() {
        return origin()
                + path
                + query.map(q -> "?" + q).orElse("")
                + fragment.map(f -> "#" + f).orElse("");
    }

    @Override
    public String toString() {
        return text();
    }

    /** Leaves the parser at the first doubt; never leaves this class. */
    private static final class Ambiguous extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        Ambiguous(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }
}
