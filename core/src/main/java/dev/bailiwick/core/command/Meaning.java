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
    /** A file that is read, and whose name is then written in a folder another argument names. */
    COPIED,
    /** A file that moves to a folder another argument names. */
    MOVED,
    /** An archive; with a colon in its name it lies on another machine (tar, cpio). */
    ARCHIVE,
    ARCHIVE_WRITTEN,
    /** A class of the project, or a file of source text. */
    MAIN_CLASS,
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
                text.matches("e|ea|eval|eval-all") ? List.of() : both(JQ.touches(text), READ.touches(text));
            case NAME -> text.contains("/") ? READ.touches(text) : List.of();
            case SETTING -> text.contains("=") ? SYSTEM.touches(text) : NAME.touches(text);
            case CLOCK -> text.startsWith("+") ? List.of() : SYSTEM.touches(text);
            case UPLOAD -> upload(text);
            case SCRIPT -> List.of(Touch.of(text.equals("-") ? Kind.INLINE : Kind.SCRIPT, text));
            case COPIED -> both(READ.touches(text), WRITE.touches(Operands.lastName(text)));
            case MOVED -> both(WRITE.touches(text), WRITE.touches(Operands.lastName(text)));
            case ARCHIVE -> remote(text) ? NETWORK.touches(text) : READ.touches(text);
            case ARCHIVE_WRITTEN -> remote(text) ? SEND.touches(text) : WRITE.touches(text);
            case MAIN_CLASS -> Vocabulary.mainClass(text);
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

    private static List<Touch> both(List<Touch> some, List<Touch> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static boolean remote(String archive) {
        int colon = archive.indexOf(':');
        return colon >= 0 && archive.lastIndexOf('/', colon) < 0;
    }

    /**
     * A file; standard input or output; an address, which many tools take for a file; a file of further arguments ({@code @x}); a
     * command to start with ({@code +x}).
     */
    private static List<Touch> file(Kind kind, Kind remote, String text) {
        if (text.equals("-")) return List.of();
        if (text.contains("://")) return List.of(Touch.of(remote, text));
        return List.of(
                text.startsWith("@") || text.startsWith("+") ? Touch.of(Kind.UNKNOWN, text) : Touch.of(kind, text));
    }

    private static List<Touch> upload(String text) {
        int file = text.indexOf('@');
        var send = Touch.of(Kind.SEND, text);
        return file < 0 ? List.of(send) : List.of(send, Touch.of(Kind.READ, text.substring(file + 1)));
    }
}
