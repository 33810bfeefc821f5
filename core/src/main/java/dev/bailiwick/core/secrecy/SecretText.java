package dev.bailiwick.core.secrecy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Finds the secrets in one text and puts marks in their place. */
final class SecretText {
    private record Span(int start, int end, SecretKind kind) {}

    private final Map<SecretKind, Integer> found = new EnumMap<>(SecretKind.class);

    /** How many of each kind have been replaced so far. */
    Map<SecretKind, Integer> found() {
        return found;
    }

    /** The mark for a secret that is a whole value. */
    String whole(SecretKind kind) {
        found.merge(kind, 1, Integer::sum);
        return kind.mark();
    }

    /** @param names whether the text is an identifier, where random text is to be expected */
    String redacted(String text, boolean names) {
        if (text.length() < 4) return text;
        List<Span> spans = new ArrayList<>();
        forms(text, spans);
        cards(text, spans);
        if (!names) random(text, spans);
        return spans.isEmpty() ? text : replaced(text, spans);
    }

    private static void forms(String text, List<Span> spans) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        for (var form : SecretForm.ALL) {
            if (!form.mayBeIn(lowerCase)) continue;
            Matcher matcher = form.pattern().matcher(text);
            while (matcher.find()) spans.add(span(matcher, form.kind()));
        }
    }

    private static Span span(Matcher matcher, SecretKind kind) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.start(group) >= 0) return new Span(matcher.start(group), matcher.end(group), kind);
        }
        return new Span(matcher.start(), matcher.end(), kind);
    }

    /** Runs of digits, with single spaces or hyphens between them. */
    private static void cards(String text, List<Span> spans) {
        var digits = new StringBuilder();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\0';
            if (c >= '0' && c <= '9') {
                if (digits.isEmpty()) start = i;
                digits.append(c);
            } else if (!(between(c) && !digits.isEmpty() && digitAt(text, i + 1))) {
                if (CardNumber.is(digits.toString())) spans.add(new Span(start, i, SecretKind.CARD_NUMBER));
                digits.setLength(0);
            }
        }
    }

    private static boolean between(char c) {
        return c == ' ' || c == '-';
    }

    private static boolean digitAt(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static void random(String text, List<Span> spans) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && RandomText.belongs(text.charAt(i))) continue;
            if (i - start >= RandomText.SHORTEST && RandomText.is(text.substring(start, i))) {
                spans.add(new Span(start, i, SecretKind.RANDOM_TEXT));
            }
            start = i + 1;
        }
    }

    /** Spans that overlap become one, under the name of the more certain kind. */
    private String replaced(String text, List<Span> spans) {
        spans.sort(Comparator.comparingInt(Span::start).thenComparing(Span::kind));
        var out = new StringBuilder(text.length());
        int done = 0;
        for (int i = 0; i < spans.size(); ) {
            int end = spans.get(i).end();
            var kind = spans.get(i).kind();
            int next = i + 1;
            for (; next < spans.size() && spans.get(next).start() < end; next++) {
                end = Math.max(end, spans.get(next).end());
                if (spans.get(next).kind().compareTo(kind) < 0)
                    kind = spans.get(next).kind();
            }
            out.append(text, done, spans.get(i).start()).append(whole(kind));
            done = end;
            i = next;
        }
        return out.append(text, done, text.length()).toString();
    }
}
