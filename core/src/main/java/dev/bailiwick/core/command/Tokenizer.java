package dev.bailiwick.core.command;

import dev.bailiwick.core.command.ShellLine.Connector;
import dev.bailiwick.core.command.ShellLine.Pipeline;
import dev.bailiwick.core.command.ShellLine.Redirection;
import dev.bailiwick.core.command.ShellLine.Redirection.Way;
import dev.bailiwick.core.command.ShellLine.Simple;
import dev.bailiwick.core.value.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the subset, once from left to right. Each character is taken because it is known to be harmless there; whatever
 * may expand, start a second program, or be read differently by another shell ends the reading with its place.
 */
final class Tokenizer {
    private static final Set<String> RESERVED = Set.of(
            "!",
            "{",
            "}",
            "[[",
            "]]",
            "case",
            "coproc",
            "do",
            "done",
            "elif",
            "else",
            "esac",
            "fi",
            "for",
            "function",
            "if",
            "in",
            "select",
            "then",
            "time",
            "until",
            "while");

    private static final Pattern ASSIGNED = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What may follow a dollar sign in double quotes without making it an expansion. */
    private static final String AFTER_LITERAL_DOLLAR = "\" |)/.,;:";

    private static final int END = -1;

    private final String text;
    private int at;
    private int count;
    private final List<Pipeline> pipelines = new ArrayList<>();
    private Connector when = Connector.ALWAYS;
    private final List<Simple> commands = new ArrayList<>();
    private final List<String> environment = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<Redirection> redirections = new ArrayList<>();

    Tokenizer(String text) {
        this.text = text;
    }

    ShellReading read() {
        try {
            requireVisible();
            while (peek() != END) step();
            endPipeline();
            return new ShellLine(text, pipelines);
        } catch (Outside e) {
            return new ShellReading.Refused(e.why, Math.min(e.place, text.length()) + 1);
        }
    }

    private void requireVisible() throws Outside {
        if (text.isBlank()) throw new Outside("there is no command", 0);
        if (text.length() > ShellLine.LONGEST) {
            throw new Outside("the line is longer than " + ShellLine.LONGEST + " characters", ShellLine.LONGEST);
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '\n' || c == '\r') throw new Outside("a line break starts another command", i);
            if (Untrusted.hidden(c)) throw new Outside("a character that nobody can see", i);
        }
    }

    private void step() throws Outside {
        switch (peek()) {
            case ' ' -> at++;
            case ';' -> separator(";", Connector.ALWAYS);
            case '&' -> separator("&&", Connector.AFTER_SUCCESS);
            case '|' -> bar();
            case '<', '>' -> redirection(peek() == '<' ? 0 : 1);
            default -> word();
        }
    }

    private void separator(String sign, Connector next) throws Outside {
        if (!text.startsWith(sign, at)) throw outside("it would run in the background");
        endPipeline();
        at += sign.length();
        when = next;
    }

    private void bar() throws Outside {
        if (text.startsWith("||", at)) {
            separator("||", Connector.AFTER_FAILURE);
        } else if (text.startsWith("|&", at)) {
            throw outside("both streams into a pipe are not of POSIX");
        } else {
            endCommand();
            at++;
        }
    }

    private void endPipeline() throws Outside {
        endCommand();
        pipelines.add(new Pipeline(when, commands));
        commands.clear();
    }

    private void endCommand() throws Outside {
        if (arguments.isEmpty()) throw outside("a command is missing");
        if (++count > ShellLine.MOST_COMMANDS) throw outside("more commands than " + ShellLine.MOST_COMMANDS);
        commands.add(new Simple(environment, arguments, redirections));
        environment.clear();
        arguments.clear();
        redirections.clear();
    }

    private void redirection(int descriptor) throws Outside {
        var way = peek() == '<' ? Way.FROM : text.startsWith(">>", at) ? Way.APPENDED : Way.TO;
        at += way == Way.APPENDED ? 2 : 1;
        switch (peek()) {
            case '<', '>' -> throw outside("a here document, or a file opened for both");
            case '|' -> throw outside("a redirection that overrides protection");
            case '(' -> throw outside("a process substitution");
            case '&' -> redirections.add(duplicate(descriptor, way));
            default -> redirections.add(new Redirection(descriptor, way, target()));
        }
    }

    private Redirection duplicate(int descriptor, Way way) throws Outside {
        at++;
        int digit = peek();
        if (way != Way.TO || (digit != '1' && digit != '2')) throw outside("a descriptor is moved or closed");
        at++;
        if (!endsWord(peek())) throw outside("a descriptor is moved or closed");
        return new Redirection(descriptor, Way.SAME_AS, Character.toString(digit));
    }

    private String target() throws Outside {
        while (peek() == ' ') at++;
        if (endsWord(peek())) throw outside("a redirection leads nowhere");
        return word(new Word(at)).value.toString();
    }

    private void word() throws Outside {
        var word = word(new Word(at));
        if (peek() == '<' || peek() == '>') {
            if (word.isDescriptor()) {
                redirection(word.value.charAt(0) - '0');
                return;
            }
            if (word.isBareDigits() || word.braced) throw outside("a redirection of an unusual descriptor");
        }
        if (arguments.isEmpty()) first(word);
        else arguments.add(word.value.toString());
    }

    /** A word before any argument: an assignment or the program's name. */
    private void first(Word word) throws Outside {
        String value = word.value.toString();
        if (word.bareEquals > 0) {
            if (!ASSIGNED.matcher(value.substring(0, word.bareEquals)).matches()) {
                throw new Outside("an assignment of an unusual form", word.start);
            }
            environment.add(value);
        } else if (value.isEmpty()) {
            throw new Outside("the program has no name", word.start);
        } else if (value.startsWith("%")) {
            throw new Outside("a job of the shell, not a program", word.start);
        } else if (!word.quoted && RESERVED.contains(value)) {
            throw new Outside("a word of the shell's own grammar", word.start);
        } else {
            arguments.add(value);
        }
    }

    /** A word in the making. */
    private static final class Word {
        final int start;
        final StringBuilder value = new StringBuilder();
        boolean quoted;
        boolean braced;
        /** Where the first equals sign stands that no quotation precedes; 0 for none. */
        int bareEquals;

        Word(int start) {
            this.start = start;
        }

        boolean isBareDigits() {
            return !quoted && value.chars().allMatch(c -> c >= '0' && c <= '9');
        }

        boolean isDescriptor() {
            return isBareDigits() && value.length() == 1 && value.charAt(0) <= '2';
        }
    }

    private Word word(Word word) throws Outside {
        while (!endsWord(peek())) {
            int c = peek();
            switch (c) {
                case '\'' -> singleQuotes(word);
                case '"' -> doubleQuotes(word);
                case '\\' -> backslash(word);
                default -> bare(c, word);
            }
        }
        if (word.braced && (word.value.indexOf(",") >= 0 || word.value.indexOf("..") >= 0)) {
            throw new Outside(
                    "a brace that may expand", word.start); // {a}b,c} does: the first closing one is not the last
        }
        return word;
    }

    private static boolean endsWord(int c) {
        return c == END || c == ' ' || c == ';' || c == '&' || c == '|' || c == '<' || c == '>';
    }

    private void singleQuotes(Word word) throws Outside {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) throw outside("a quotation that does not end");
        word.value.append(text, at + 1, end);
        word.quoted = true;
        at = end + 1;
    }

    private void backslash(Word word) throws Outside {
        at++;
        if (peek() == END) throw outside("a backslash at the end");
        word.quoted = true;
        take(word);
    }

    private void doubleQuotes(Word word) throws Outside {
        int start = at;
        word.quoted = true;
        at++;
        while (peek() != '"') {
            switch (peek()) {
                case END -> throw new Outside("a quotation that does not end", start);
                case '`' -> throw outside("a command substitution");
                case '$' -> literalDollar(AFTER_LITERAL_DOLLAR);
                case '!' -> literalExclamation("\" =");
                case '\\' -> {
                    if ("$`\"\\".indexOf(next()) >= 0) at++;
                }
                default -> {}
            }
            take(word);
        }
        at++;
    }

    private void bare(int c, Word word) throws Outside {
        switch (c) {
            case '`' -> throw outside("a command substitution");
            case '(', ')' -> throw outside("a subshell or a function");
            case '*', '?' -> throw outside("a pattern that expands to file names");
            case '[' -> aloneOnly(word);
            case '{' -> literalBrace(word);
            case '$' -> literalDollar(" ");
            case '!' -> literalExclamation(" =");
            case '~' -> literalTilde(word);
            case '#' -> literalHash(word);
            case '=' -> {
                if (word.bareEquals == 0 && !word.quoted) word.bareEquals = at - word.start;
            }
            default -> {}
        }
        take(word);
    }

    private void aloneOnly(Word word) throws Outside {
        if (at != word.start || !endsWord(next())) throw outside("a pattern that expands to file names");
    }

    /** Braces expand with a comma or two dots in them; with letters, digits or nothing they stay what they are. */
    private void literalBrace(Word word) throws Outside {
        int end = at + 1;
        while (end < text.length() && isPlain(text.charAt(end))) end++;
        if (end >= text.length() || text.charAt(end) != '}') throw outside("a brace that expands or groups");
        word.braced = true;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private void literalDollar(String allowed) throws Outside {
        int next = next();
        if (next != END && allowed.indexOf(next) < 0) throw outside("a variable or a substitution");
    }

    private void literalExclamation(String allowed) throws Outside {
        int next = next();
        if (next != END && allowed.indexOf(next) < 0) throw outside("a reference to the shell's history");
    }

    private void literalTilde(Word word) throws Outside {
        char before = at == word.start ? '=' : text.charAt(at - 1);
        if (before == '=' || before == ':') throw outside("a home folder by its short name");
    }

    private void literalHash(Word word) throws Outside {
        if (at == word.start) throw outside("a comment hides what follows");
    }

    private void take(Word word) {
        int c = text.codePointAt(at);
        word.value.appendCodePoint(c);
        at += Character.charCount(c);
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private int next() {
        return at + 1 < text.length() ? text.charAt(at + 1) : END;
    }

    private Outside outside(String why) {
        return new Outside(why, at);
    }

    /** Leaves the reader at the first doubt; never leaves this class. */
    private static final class Outside extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;
        private final int place;

        Outside(String why, int place) {
            super(why, null, false, false);
            this.why = why;
            this.place = place;
        }
    }
}
