package dev.bailiwick.core.command;

import dev.bailiwick.core.command.Touch.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What one argument is for its tool, in the data files' words. */
enum Meaning {
    /** Nothing but words: numbers, patterns, formats. */
    TEXT,
    READ(Kind.READ),
    WRITE(Kind.WRITE),
    TREE(Kind.TREE),
    /** A prefix of names that are written. */
    PREFIX(Kind.WRITE),
    HOST(Kind.NETWORK),
    URL(Kind.NETWORK),
    NETWORK(Kind.NETWORK),
    SEND(Kind.SEND),
    PROGRAM(Kind.PROGRAM),
    SCRIPT(Kind.SCRIPT),
    PROJECT(Kind.PROJECT),
    INLINE(Kind.INLINE),
    INSTALL(Kind.INSTALL),
    PRIVILEGE(Kind.PRIVILEGE),
    PERSISTENCE(Kind.PERSISTENCE),
    SECRET(Kind.SECRET),
    SYSTEM(Kind.SYSTEM),
    UNKNOWN(Kind.UNKNOWN),
    /** An HTTP method: harmless when it only asks. */
    METHOD,
    /** A name that is read, or {@code name=value} that is no file. */
    READ_OR_VARIABLE,
    /** yq's first operands may be commands, filters or files. */
    FILTER_OR_FILE,
    /** A name of the tool's own, or a path when it has a slash. */
    NAME,
    /** A setting's name: set when an equals sign follows, a path when it has a slash. */
    SETTING,
    /** A format to print in when it starts with a plus sign, else a time to set. */
    CLOCK,
    /** A file or folder that the operands before it end up in. */
    INTO(Kind.WRITE),
    /** Text that becomes a request when it starts with an at sign: curl's {@code @file}. */
    UPLOAD,
    /** Text, unless an at sign makes it a file: curl's headers and formats. */
    TEXT_OR_FILE,
    /** dig's operands: a name, a server after an at sign, a type, a switch after a plus sign. */
    QUERY,
    SED,
    AWK,
    JQ,
    SQL,
    MODE,
    /** A word of letters and digits. */
    WORD,
    IMAGE,
    IMAGE_WRITTEN,
    MAVEN_GOAL,
    MAVEN_PROPERTY,
    MAKE_TARGET,
    PYTHON_MODULE;

    private final Optional<Kind> kind;

    Meaning() {
        kind = Optional.empty();
    }

    Meaning(Kind kind) {
        this.kind = Optional.of(kind);
    }

    static Meaning of(String word) {
        try {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a meaning: \"" + word + "\"", e);
        }
    }

    /** Whether it names files: an option that only stands there then means those where the command runs. */
    boolean isPath() {
        return this == READ || this == WRITE || this == TREE || this == PREFIX || this == SCRIPT;
    }

    /** What an option of this meaning does when its optional value is missing: what it would do with one, unless that is a file. */
    Meaning alone() {
        return kind.isPresent() && !isPath() ? this : TEXT;
    }

    /** What an argument of this meaning touches. */
    List<Touch> touches(String text) {
        return switch (this) {
            case TEXT -> List.of();
            case READ -> file(Kind.READ, Kind.NETWORK, text);
            case WRITE, INTO -> file(Kind.WRITE, Kind.SEND, text);
            case METHOD -> text.equals("GET") || text.equals("HEAD") ? List.of() : List.of(Touch.of(Kind.SEND, text));
            case READ_OR_VARIABLE -> text.matches("[A-Za-z_][A-Za-z0-9_]*=.*") ? List.of() : READ.touches(text);
            case FILTER_OR_FILE ->
                text.matches("e|ea|eval|eval-all")
                        ? List.of()
                        : Stream.concat(JQ.touches(text).stream(), READ.touches(text).stream())
                                .toList();
            case NAME -> text.contains("/") ? READ.touches(text) : List.of();
            case SETTING -> text.contains("=") ? SYSTEM.touches(text) : NAME.touches(text);
            case CLOCK -> text.startsWith("+") ? List.of() : SYSTEM.touches(text);
            case UPLOAD -> upload(text);
            case TEXT_OR_FILE -> text.startsWith("@") ? upload(text) : List.of();
            case QUERY -> Vocabulary.query(text);
            case SED -> SedScript.touches(text);
            case AWK -> AwkProgram.touches(text);
            case JQ -> JqFilter.touches(text);
            case SQL -> Vocabulary.sql(text);
            case MODE -> FileMode.touches(text);
            case WORD -> Vocabulary.word(text);
            case IMAGE -> Vocabulary.image(text, Kind.READ);
            case IMAGE_WRITTEN -> Vocabulary.image(text, Kind.WRITE);
            case MAVEN_GOAL -> Vocabulary.mavenGoal(text);
            case MAVEN_PROPERTY -> Vocabulary.mavenProperty(text);
            case MAKE_TARGET -> Vocabulary.makeTarget(text);
            case PYTHON_MODULE -> Vocabulary.pythonModule(text);
            default -> List.of(Touch.of(kind.orElseThrow(), text));
        };
    }

    /** A file; standard input or output; an address, which many tools take for a file; a file of further arguments. */
    private static List<Touch> file(Kind kind, Kind remote, String text) {
        if (text.equals("-")) return List.of();
        if (text.contains("://")) return List.of(Touch.of(remote, text));
        return List.of(text.startsWith("@") ? Touch.of(Kind.UNKNOWN, text) : Touch.of(kind, text));
    }

    private static List<Touch> upload(String text) {
        int file = text.indexOf('@');
        var send = Touch.of(Kind.SEND, text);
        return file < 0 ? List.of(send) : List.of(send, Touch.of(Kind.READ, text.substring(file + 1)));
    }
}
