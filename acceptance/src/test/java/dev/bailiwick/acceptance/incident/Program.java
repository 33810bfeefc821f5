package dev.bailiwick.acceptance.incident;

import java.util.concurrent.Callable;

/** A day that is played as a process of its own: it ends with 0, or says what failed and ends with 1. */
public final class Program {
    private Program() {}

    /** @param day fails by throwing; what it gives back is of no interest */
    public static void end(Callable<?> day) {
        int code = 1;
        try {
            day.call();
            code = 0;
        } catch (Exception | AssertionError failure) {
            failure.printStackTrace(System.out);
        }
        System.exit(code);
    }
}
