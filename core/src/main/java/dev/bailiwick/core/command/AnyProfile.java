package dev.bailiwick.core.command;

import dev.bailiwick.core.command.Verdict.Decision;
import java.util.Optional;

/**
 * No list of commands: reads pass below the working directory and where the system keeps what anybody may read, writes pass below
 * the working directory, everything else asks; what cannot be read is denied.
 */
public record AnyProfile() implements Profile {
    /** A folder nobody has: where the line starts. */
    private static final String HERE = "/\0";

    @Override
    public Verdict judge(Analysis analysis, Places places) {
        var judging = new Judging();
        analysis.refused().ifPresent(refused -> judging.add(Decision.DENY, refused.sentence()));
        for (var use : analysis.uses()) {
            for (var touch : use.touches()) judge(touch, places, judging);
        }
        return judging.verdict();
    }

    private static void judge(Touch touch, Places places, Judging judging) {
        switch (touch.kind()) {
            case READ -> reason(touch, read(touch.operand(), places), judging);
            case WRITE -> reason(touch, written(touch.operand(), places), judging);
            case TREE -> reason(touch, removed(touch.operand(), places), judging);
            case NETWORK,
                    SEND,
                    PROGRAM,
                    SCRIPT,
                    PROJECT,
                    INLINE,
                    INSTALL,
                    PRIVILEGE,
                    PERSISTENCE,
                    SECRET,
                    SYSTEM,
                    UNKNOWN -> judging.add(Decision.APPROVE, touch.because(), touch.operand());
        }
    }

    private static void reason(Touch touch, Optional<String> why, Judging judging) {
        why.ifPresent(because -> judging.add(Decision.APPROVE, because, touch.operand()));
    }

    private static Optional<String> read(String path, Places places) {
        var found = Places.resolved(path, HERE);
        if (found.isEmpty()) return Optional.of("nobody can say which file this is");
        if (places.secret(found.get())) return Optional.of(Touch.Kind.SECRET.clause());
        return Places.within(found.get(), HERE) || places.open(found.get())
                ? Optional.empty()
                : Optional.of("it reads outside the working directory");
    }

    private static Optional<String> written(String path, Places places) {
        var found = Places.resolved(path, HERE);
        if (found.isEmpty() || !Places.within(found.get(), HERE))
            return Optional.of("it writes outside the working directory");
        if (places.secret(found.get())) return Optional.of("it writes where credentials are kept");
        return places.persistent(found.get()) ? Optional.of(Touch.Kind.PERSISTENCE.clause()) : Optional.empty();
    }

    private static Optional<String> removed(String path, Places places) {
        return Places.resolved(path, HERE).filter(HERE::equals).isPresent()
                ? Optional.of("it removes everything in the working directory")
                : written(path, places);
    }
}
