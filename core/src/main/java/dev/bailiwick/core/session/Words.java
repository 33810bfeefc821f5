package dev.bailiwick.core.session;

import dev.bailiwick.core.catalog.Spelling;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody said to the agent, with what it takes to find a value in it again. */
public final class Words {
    private static final int LONGEST_JOINED = 10;
    private static final int LONGEST_GROUPED = 200;

    private final Speaker speaker;
    private final String text;
    private final String plain;
    private final List<String> runs;
    private final List<String> sentence;
    private final Set<BigDecimal> amounts;
    private final Set<BigDecimal> bounds;

    public Words(Speaker speaker, String text) {
        this.speaker = speaker;
        this.text = text;
        this.plain = Canonical.plain(text);
        this.runs = List.copyOf(Canonical.runs(plain));
        this.sentence = List.copyOf(Spelling.sentence(text));
        this.amounts = Amounts.numbers(text);
        this.bounds = Amounts.money(text);
    }

    public Speaker speaker() {
        return speaker;
    }

    public String text() {
        return text;
    }

    Words handedDown() {
        return speaker == Speaker.PERSON ? new Words(Speaker.PARENT, text) : this;
    }

    /** Every word, lower case, in order. */
    public List<String> runs() {
        return runs;
    }

    /** The same as a person writes them, an apostrophe inside. */
    List<String> sentence() {
        return sentence;
    }

    /** Whether these words name the value: the same characters as a word of its own, or the same letters and digits grouped otherwise. */
    boolean name(Needle value) {
        if (!value.honest()) return text.contains(value.text());
        String wanted = value.plain();
        if (wanted.isEmpty()) return false;
        for (int at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
            if (alone(at, at + wanted.length())) return true;
        }
        return grouped(wanted);
    }

    private boolean alone(int from, int to) {
        return !continues(from - 1, -1) && !continues(to, 1);
    }

    /** Whether the value goes on at this place: a letter, a digit, or a joining mark with one behind it. */
    private boolean continues(int at, int step) {
        if (at < 0 || at >= plain.length()) return false;
        char c = plain.charAt(at);
        if (Character.isLetterOrDigit(c)) return true;
        if ("@._-/\\+:%&=~".indexOf(c) < 0) return false;
        int next = at + step;
        if (c == ':' && step < 0) return false;
        return next >= 0 && next < plain.length() && Character.isLetterOrDigit(plain.charAt(next));
    }

    /** Account numbers and telephone numbers are written in groups. */
    private boolean grouped(String wanted) {
        if (wanted.length() > LONGEST_GROUPED) return false;
        String squeezed = Canonical.squeezed(wanted);
        long digits = squeezed.chars().filter(Character::isDigit).count();
        if (squeezed.length() < 7 || digits < 5 || wanted.indexOf('@') >= 0 || wanted.indexOf('/') >= 0) return false;
        for (int i = 0; i < runs.size(); i++) {
            int matched = 0;
            for (int j = i; j < Math.min(runs.size(), i + LONGEST_JOINED) && matched < squeezed.length(); j++) {
                if (!squeezed.startsWith(runs.get(j), matched)) break;
                matched += runs.get(j).length();
            }
            if (matched == squeezed.length()) return true;
        }
        return false;
    }

    /** Whether these words speak of an amount of money that is at least this one. */
    boolean boundAmount(BigDecimal amount) {
        return bounds.stream().anyMatch(bound -> bound.compareTo(amount) >= 0);
    }

    boolean nameAmount(BigDecimal amount) {
        return amounts.contains(amount.stripTrailingZeros());
    }

    /** What stands around the value, clipped. */
    String excerpt(String value) {
        return Excerpts.around(text, value);
    }

    public JsonObject json() {
        return JsonObject.with("speaker", Fields.spelling(speaker))
                .and("text", text)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no words */
    static Words of(Fields fields) {
        var words = new Words(fields.oneOf("speaker", Speaker.class), fields.text("text"));
        fields.end();
        return words;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Words words && words.speaker == speaker && words.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(speaker, text);
    }

    @Override
    public String toString() {
        return speaker.name().toLowerCase(Locale.ROOT) + ": " + text.length() + " characters";
    }
}
