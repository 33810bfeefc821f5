package dev.bailiwick.core.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a tool's operands are, in their order: some first ones, any number of one meaning, some last ones.
 *
 * @param needed how many of the first ones must be there
 */
record Operands(List<Meaning> first, int needed, Optional<Meaning> many, List<Meaning> last) {
    static final Operands NONE = new Operands(List.of(), 0, Optional.empty(), List.of());

    Operands {
        first = List.copyOf(first);
        last = List.copyOf(last);
    }

    /** Reads the data files' form: {@code "text read*"}, {@code "read* write"}, {@code "read? write?"}. */
    static Operands of(String text) {
        List<Meaning> first = new ArrayList<>();
        List<Meaning> last = new ArrayList<>();
        Optional<Meaning> many = Optional.empty();
        int needed = 0;
        for (String word : Words.of(text)) {
            boolean star = word.endsWith("*");
            boolean optional = word.endsWith("?");
            var meaning = Meaning.of(star || optional ? word.substring(0, word.length() - 1) : word);
            if (star) many = Optional.of(meaning);
            else if (many.isPresent()) last.add(meaning);
            else first.add(meaning);
            if (!star && !optional && many.isEmpty()) needed++;
        }
        return new Operands(first, needed, many, last);
    }

    List<Touch> touches(List<String> operands) {
        List<Touch> touches = new ArrayList<>();
        int end = Math.max(0, operands.size() - last.size());
        for (int i = 0; i < operands.size(); i++) {
            touches.addAll(meaning(i, end).touches(operands.get(i)));
        }
        if (last.contains(Meaning.INTO)) touches.addAll(into(operands));
        return touches;
    }

    /** The last operand may be a folder: then files of the others' names are written in it. */
    private static List<Touch> into(List<String> operands) {
        if (operands.size() < 2) return List.of();
        String folder = operands.getLast();
        return operands.subList(0, operands.size() - 1).stream()
                .map(each -> Touch.of(Touch.Kind.WRITE, folder + "/" + lastName(each)))
                .toList();
    }

    /** The name a path ends in. */
    static String lastName(String path) {
        String plain = path.replaceFirst("/+$", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    private Meaning meaning(int i, int end) {
        if (i < Math.min(first.size(), last.isEmpty() ? Integer.MAX_VALUE : end)) return first.get(i);
        if (!last.isEmpty() && i >= end) return last.get(i - end);
        return many.orElse(Meaning.UNKNOWN);
    }
}
