package dev.bailiwick.core.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which words mean which kind of thing: a tree of characters, walked from the start of each word.
 *
 * <p>A term's blank stands for anything between two words within one line or sentence; a term that ends in {@code *} is the
 * beginning of a word, one that ends in {@code ~} is also found misspelt. A term may begin with a sign or a line break: then it is looked for there too. One walk is bounded
 * by the longest term, so a text is read in linear time.
 */
final class Vocabulary {
    /** Hears of each term found, in the order of their starts. */
    interface Listener {
        void found(int kind, int start, int end);
    }

    private static final int MOST_BETWEEN_WORDS = 6;

    /** A place in the tree; its children are sorted by their characters. */
    private static final class Node {
        private char[] letters = {};
        private Node[] children = {};
        private int[] whole = {};
        private int[] beginning = {};

        private Node child(char c) {
            int at = Arrays.binarySearch(letters, c);
            return at < 0 ? NONE : children[at];
        }

        private Node grow(char c) {
            int at = Arrays.binarySearch(letters, c);
            if (at >= 0) return children[at];
            int place = -at - 1;
            var grown = new Node();
            letters = inserted(letters, place, c);
            children = inserted(children, place, grown);
            return grown;
        }
    }

    private static final Node NONE = new Node();

    private final Node root = new Node();
    private final Map<String, Integer> kinds;
    private final Node[] firsts = new Node[1 << 16];
    private final Misspelt misspelt = new Misspelt();
    private final Beginnings beginnings = new Beginnings();
    private final Map<Shape, int[]> shapes = new EnumMap<>(Shape.class);

    private Vocabulary(Map<String, Integer> kinds) {
        this.kinds = kinds;
    }

    /** @param terms each kind's terms, as people write them */
    static Vocabulary of(Map<String, Integer> kinds, Map<String, List<String>> terms) {
        var vocabulary = new Vocabulary(Map.copyOf(kinds));
        terms.forEach((kind, each) -> each.forEach(term -> vocabulary.add(term, vocabulary.kind(kind))));
        Arrays.fill(vocabulary.firsts, NONE);
        for (int i = 0; i < vocabulary.root.letters.length; i++) {
            vocabulary.firsts[vocabulary.root.letters[i]] = vocabulary.root.children[i];
        }
        return vocabulary;
    }

    int kind(String name) {
        return kinds.getOrDefault(name, -1);
    }

    private void add(String term, int kind) {
        var shape = Shape.asked(term);
        if (shape != Shape.NONE) {
            shapes.put(shape, with(shapes.getOrDefault(shape, new int[0]), kind));
            return;
        }
        if (term.endsWith("~")) {
            misspelt.add(term.substring(0, term.length() - 1), kind);
            add(term.substring(0, term.length() - 1), kind);
            return;
        }
        boolean beginning = term.endsWith("*");
        var folded = Folded.of(beginning ? term.substring(0, term.length() - 1) : term);
        if (folded.length() <= 1) throw new IllegalArgumentException("an empty term");
        beginnings.add(folded, 1);
        var node = root;
        for (int i = 1; i < folded.length(); i++) node = node.grow(folded.charAt(i));
        if (beginning) node.beginning = with(node.beginning, kind);
        else node.whole = with(node.whole, kind);
    }

    /** Tells of every term and shape that starts at this place of the text. */
    void at(Folded text, int start, Listener listener) {
        var shape = Shape.at(text, start);
        if (shape != Shape.NONE) {
            for (int kind : shapes.getOrDefault(shape, new int[0])) listener.found(kind, start, start + 1);
        }
        if (beginnings.may(text, start)) walk(text, start, listener);
        for (int kind : misspelt.at(text, start)) listener.found(kind, start, start + 1);
    }

    private void walk(Folded text, int start, Listener listener) {
        var node = firsts[text.charAt(start)];
        int i = start + 1;
        while (node != NONE) {
            tell(node, text, start, i, listener);
            if (i >= text.length()) return;
            char c = text.charAt(i);
            var next = c == ' ' ? NONE : node.child(c);
            int after = i + 1;
            if (next == NONE) {
                next = node.child(' ');
                after = next == NONE ? i : nextWord(text, i, next);
            }
            if (after == i) return;
            i = after;
            node = next;
        }
    }

    private static void tell(Node node, Folded text, int start, int end, Listener listener) {
        for (int kind : node.beginning) listener.found(kind, start, end);
        if (node.whole.length > 0 && wholeWord(text, end)) {
            for (int kind : node.whole) listener.found(kind, start, end);
        }
    }

    private static boolean wholeWord(Folded text, int end) {
        return Alphabet.classOf(text.charAt(end)) != Alphabet.WORD
                || Alphabet.classOf(text.charAt(end - 1)) != Alphabet.WORD;
    }

    /** Where the next word, or the sign that the term goes on with, stands if only a little is between; else the same place. */
    private static int nextWord(Folded text, int from, Node node) {
        int last = Math.min(text.length(), from + MOST_BETWEEN_WORDS);
        for (int i = from; i < last; i++) {
            char c = text.charAt(i);
            if (Alphabet.classOf(c) != Alphabet.OTHER) return i;
            if (i > from && c != ' ' && node.child(c) != NONE) return i;
            if (c == '\n' && text.charAt(i + 1) == '\n') return from;
        }
        return from;
    }

    static int[] with(int[] kinds, int kind) {
        for (int each : kinds) if (each == kind) return kinds;
        int[] more = Arrays.copyOf(kinds, kinds.length + 1);
        more[kinds.length] = kind;
        return more;
    }

    private static char[] inserted(char[] array, int place, char c) {
        char[] more = new char[array.length + 1];
        System.arraycopy(array, 0, more, 0, place);
        more[place] = c;
        System.arraycopy(array, place, more, place + 1, array.length - place);
        return more;
    }

    private static Node[] inserted(Node[] array, int place, Node node) {
        List<Node> more = new ArrayList<>(Arrays.asList(array));
        more.add(place, node);
        return more.toArray(Node[]::new);
    }
}
