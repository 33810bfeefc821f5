package dev.bailiwick.core.command;

import dev.bailiwick.core.command.Touch.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A tool's arguments, told apart into options with their values and operands. */
final class Arguments {
    /** An option nobody listed that names no file, whatever it means: no slash, no dot but in a number. */
    private static final Pattern HARMLESS =
            Pattern.compile("[-+]{1,2}[A-Za-z0-9][A-Za-z0-9_,:%+-]*(?:[:=]?[0-9]+[.][0-9]+|=[A-Za-z0-9_,:%+-]*)?");

    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");

    /** An option as it was given. */
    private record Given(Option option, List<String> values) {}

    private final Tool tool;
    private final List<String> words;
    private final Map<String, Option> known;
    private final List<Given> given = new ArrayList<>();
    private final List<String> operands = new ArrayList<>();
    private final List<Touch> unknown = new ArrayList<>();
    private int at;

    private Arguments(Tool tool, List<String> words) {
        this.tool = tool;
        this.words = tool.style() == Tool.Style.BUNDLED ? unbundled(words) : words;
        this.known = tool.options();
        if (tool.style() == Tool.Style.BUNDLED && !words.isEmpty()) bareLetters(words.getFirst());
    }

    /** Letters without a dash that mean something else than with one: ps shows environments with a bare {@code e}. */
    private void bareLetters(String word) {
        if (!LETTERS.matcher(word).matches()) return;
        word.chars().mapToObj(Character::toString).map(known::get).forEach(option -> {
            if (option != null) given.add(new Given(option, List.of()));
        });
    }

    static Arguments of(Tool tool, List<String> words) {
        var arguments = new Arguments(tool, words);
        arguments.read();
        return arguments;
    }

    private static List<String> unbundled(List<String> words) {
        if (words.isEmpty() || words.getFirst().isEmpty() || words.getFirst().startsWith("-")) return words;
        var dashed = new ArrayList<>(words);
        dashed.set(0, "-" + words.getFirst());
        return dashed;
    }

    /** What comes after the options when the first operand ends them. */
    List<String> operands() {
        return List.copyOf(operands);
    }

    List<String> options() {
        return given.stream().map(each -> each.option().name()).toList();
    }

    List<Touch> optionTouches() {
        List<Touch> touches = new ArrayList<>(unknown);
        var fitting = fitting();
        for (var each : given) {
            var option = fitting.map(Tool.Case::values)
                    .map(values -> values.get(each.option().name()))
                    .orElse(each.option());
            touches.addAll(option.touches(each.values()));
        }
        return touches;
    }

    List<Touch> operandTouches() {
        var fitting = fitting();
        List<Touch> touches = new ArrayList<>(tool.also());
        fitting.ifPresent(found -> touches.addAll(found.also()));
        var meaning = fitting.flatMap(Tool.Case::operands).orElse(tool.operands());
        touches.addAll(meaning.touches(operands));
        if (operands.size() < meaning.needed() && options().stream().noneMatch(Tool.HELP::contains)) {
            tool.bare().ifPresent(kind -> touches.add(Touch.of(kind, "")));
        }
        return touches;
    }

    private Optional<Tool.Case> fitting() {
        var present = options();
        return tool.cases().stream().filter(each -> each.fits(present)).findFirst();
    }

    private void read() {
        while (at < words.size()) {
            String word = words.get(at++);
            if (tool.style() == Tool.Style.KEYED) keyed(word);
            else if (word.equals("--") && tool.style() != Tool.Style.SINGLE) rest();
            else if (isOption(word)) option(word);
            else if (tool.style() == Tool.Style.FIRST || !tool.commands().isEmpty()) {
                at--;
                rest();
            } else {
                if (tool.style() == Tool.Style.BUNDLED) bareLetters(word);
                operands.add(word);
            }
        }
    }

    private void rest() {
        operands.addAll(words.subList(at, words.size()));
        at = words.size();
    }

    private boolean isOption(String word) {
        return word.length() > 1
                && (word.startsWith("-")
                        || known.containsKey(word)
                        || (word.startsWith("+") && known.containsKey(word.substring(0, 2))));
    }

    private void keyed(String word) {
        int equals = word.indexOf('=');
        var option = Optional.ofNullable(known.get(equals < 0 ? word : word.substring(0, equals)));
        if (option.isEmpty()) unknown(word);
        else if (option.get().value() == Option.Value.NONE) given.add(new Given(option.get(), List.of()));
        else given.add(new Given(option.get(), List.of(word.substring(equals + 1))));
    }

    private void option(String word) {
        int equals = word.indexOf('=');
        var whole = known.get(equals < 0 ? word : word.substring(0, equals));
        if (whole != null
                && (equals >= 0
                        || word.startsWith("--")
                        || word.length() == 2
                        || tool.style() == Tool.Style.SINGLE
                        || !joinable(word))) {
            whole(whole, equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1)));
        } else if (word.startsWith("--")) {
            unknown(word);
        } else if (tool.style() == Tool.Style.SINGLE) {
            joined(word).ifPresentOrElse(found -> whole(found, rest(word, found)), () -> unknown(word));
        } else {
            letters(word);
        }
    }

    /** Whether every letter is an option of its own: then a long name after one dash would be ambiguous. */
    private boolean joinable(String word) {
        return !known.containsKey(word);
    }

    private void whole(Option option, Optional<String> attached) {
        List<String> values = new ArrayList<>(attached.stream().toList());
        switch (option.value()) {
            case NONE -> {
                attached.ifPresent(this::unknown);
                values.clear();
            }
            case ATTACHED -> {}
            case NEEDED -> {
                while (values.size() < option.values().size() && at < words.size()) values.add(words.get(at++));
                if (values.size() < option.values().size()) unknown(option.name());
            }
        }
        given.add(new Given(option, values));
        if (tool.ending().contains(option.name())) rest();
    }

    /** {@code -abc value}: letters one by one until one takes the rest of the word, or the next word. */
    private void letters(String word) {
        var joined = joined(word);
        if (joined.isPresent()) {
            whole(joined.get(), rest(word, joined.get()));
            return;
        }
        if (known.containsKey("-#") && word.substring(1).chars().allMatch(c -> c >= '0' && c <= '9')) return;
        for (int i = 1; i < word.length(); i++) {
            var option = known.get(word.substring(0, 1) + word.charAt(i));
            if (option == null) {
                unknown(word);
                return;
            }
            String rest = word.substring(i + 1);
            boolean takesRest = option.value() != Option.Value.NONE;
            whole(option, takesRest && !rest.isEmpty() ? Optional.of(rest) : Optional.empty());
            if (takesRest) return;
        }
    }

    /** An option with its value joined to it: one of several letters, or a compiler's {@code -Ifolder}. */
    private Optional<Option> joined(String word) {
        return known.values().stream()
                .filter(option -> option.value() == Option.Value.NEEDED && isJoinable(option.name()))
                .filter(option -> word.startsWith(option.name()))
                .findFirst();
    }

    private boolean isJoinable(String name) {
        return name.length() > 2 || (tool.style() == Tool.Style.SINGLE && "ILDUJl".indexOf(name.charAt(1)) >= 0);
    }

    private static Optional<String> rest(String word, Option option) {
        return Optional.of(word.substring(option.name().length()));
    }

    private void unknown(String word) {
        if (!tool.lenient() || !HARMLESS.matcher(word).matches()) unknown.add(Touch.of(Kind.UNKNOWN, word));
    }
}
