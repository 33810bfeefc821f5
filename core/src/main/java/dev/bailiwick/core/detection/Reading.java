package dev.bailiwick.core.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Reads one folded text from left to right and keeps, for each rule, how far it has been met.
 *
 * <p>Distance is counted in half words: a word is two, a letter of a script without spaces is one, and the end of a sentence
 * counts as {@value #SENTENCE}. A rule looks at the latest place of each of its kinds, so a word costs only the rules that
 * ask for its kinds.
 */
final class Reading implements Vocabulary.Listener {
    private static final int SENTENCE = 12;
    private static final int PARAGRAPH = 24;

    /** A rule that was met again within so many half words says nothing new. */
    private static final int AGAIN = Passage.WORDS / 2;

    private static final int NEVER = Integer.MIN_VALUE / 2;

    private final Rules rules;
    private final Folded text;
    private final int[][] at;
    private final int[][] start;
    private final int[] lastMet;
    private final BitSet calm = new BitSet();
    private final BitSet met = new BitSet();
    private final List<Match> matches = new ArrayList<>();
    private int place;

    Reading(Rules rules, Folded text) {
        this.rules = rules;
        this.text = text;
        this.at = new int[rules.count()][];
        this.start = new int[rules.count()][];
        this.lastMet = new int[rules.count()];
        Arrays.fill(lastMet, NEVER);
    }

    List<Match> read() {
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            byte kind = Alphabet.classOf(c);
            if (kind == Alphabet.OTHER) {
                inWord = false;
                place += gap(i, c);
                rules.vocabulary().at(text, i, this);
            } else if (kind == Alphabet.LETTER_ALONE || !inWord) {
                inWord = kind == Alphabet.WORD;
                place += inWord ? 2 : 1;
                rules.vocabulary().at(text, i, this);
            } else if (text.startsInside(i)) {
                rules.vocabulary().at(text, i, this);
            }
        }
        return matches;
    }

    /** Whether a word of this kind was read. */
    boolean met(String kind) {
        int number = rules.vocabulary().kind(kind);
        return number >= 0 && met.get(number);
    }

    private int gap(int i, char c) {
        char next = text.charAt(i + 1);
        return switch (c) {
            case '.', '!', '?' -> next == ' ' || next == '\n' ? SENTENCE : 0;
            case '\u3002', '\uff01', '\uff1f', '\u0964' -> SENTENCE;
            case '\n' -> next == '\n' ? PARAGRAPH : 0;
            default -> 0;
        };
    }

    @Override
    public void found(int kind, int from, int to) {
        met.set(kind);
        for (var asks : rules.asking(kind)) {
            if (asks.rule().inOrder()) inOrder(asks, from, to);
            else anyOrder(asks, from, to);
        }
    }

    private void inOrder(Rules.Asks asks, int from, int to) {
        var rule = asks.rule();
        int[] reached = at(asks);
        int step = asks.step();
        if (step > 0 && !near(reached[step - 1], rule)) return;
        reached[step] = last(from, to);
        start[asks.index()][step] = step == 0 ? from : start[asks.index()][step - 1];
        if (step == rule.kinds().size() - 1) {
            met(asks, start[asks.index()][step], to);
            Arrays.fill(reached, NEVER);
        }
    }

    private boolean near(int before, Rule rule) {
        return place > before && place - before <= 2 * rule.within();
    }

    /** The place of a term's last word. */
    private int last(int from, int to) {
        int words = 0;
        for (int i = from; i < to; i++) if (text.charAt(i) == ' ') words++;
        return place + 2 * words;
    }

    private void anyOrder(Rules.Asks asks, int from, int to) {
        var rule = asks.rule();
        int[] reached = at(asks);
        reached[asks.step()] = last(from, to);
        start[asks.index()][asks.step()] = from;
        int first = from;
        for (int i = 0; i < reached.length; i++) {
            if (place - reached[i] > 2 * rule.within()) return;
            first = Math.min(first, start[asks.index()][i]);
            if (calm.get(start[asks.index()][i])) return;
        }
        met(asks, first, to);
        Arrays.fill(reached, NEVER);
    }

    private void met(Rules.Asks asks, int from, int to) {
        if (asks.rule().points() == 0) {
            calm.set(from, to);
            return;
        }
        if (calm.get(to - 1) || place - lastMet[asks.index()] < AGAIN) return;
        lastMet[asks.index()] = place;
        matches.add(new Match(asks.index(), asks.rule(), from, to, place));
    }

    private int[] at(Rules.Asks asks) {
        int[] known = at[asks.index()];
        if (known != null) return known;
        int[] fresh = new int[asks.rule().kinds().size()];
        Arrays.fill(fresh, NEVER);
        start[asks.index()] = new int[fresh.length];
        at[asks.index()] = fresh;
        return fresh;
    }
}
