package dev.bailiwick.cedar;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Text or JSON that is not what the language asks for. Says what, where and, if there is one, the likely remedy. */
public final class CedarException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final transient Position position;
    private final @Nullable String hint;

    private CedarException(String problem, Position position, @Nullable String hint) {
        super(message(problem, position, hint));
        this.problem = problem;
        this.position = position;
        this.hint = hint;
    }

    /** A problem of something that has no lines: JSON, or values built in code. */
    public static CedarException of(String problem) {
        return new CedarException(problem, Position.NONE, null);
    }

    /** A problem at a place. */
    public static CedarException at(Position position, String problem) {
        return new CedarException(problem, position, null);
    }

    /** A problem at a place, with the likely remedy. */
    public static CedarException at(Position position, String problem, String hint) {
        return new CedarException(problem, position, hint);
    }

    /** The same problem with a remedy added. */
    public CedarException withHint(String remedy) {
        return new CedarException(problem, position, remedy);
    }

    /** The same problem at a place: for what was found wrong by a reader that does not know where its text stood. */
    public CedarException withPosition(Position place) {
        return new CedarException(problem, place, hint);
    }

    /** What is wrong, without place and hint. */
    public String problem() {
        return problem;
    }

    /** Where it is wrong; {@link Position#NONE} when the source has no lines. */
    public Position position() {
        return position;
    }

    /** The likely remedy, where one is known. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    private static String message(String problem, Position position, @Nullable String hint) {
        return problem + (position.known() ? " at " + position : "") + (hint == null ? "" : " (" + hint + ")");
    }
}
