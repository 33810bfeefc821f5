package dev.bailiwick.acceptance.incident;

import java.nio.file.Path;
import java.util.List;

/** The agent of the day: its ordinary work, what a mail makes it do. */
public interface Victim {
    /** Reads {@code note.txt} of its workspace, and says what stands there. */
    String works();

    /**
     * Reads {@code mail.txt} and does what it says: fetches {@link WholeDay#EVIL}, writes {@code SOUL.md}, and starts {@link WholeDay#TICKING} in its
     * workspace, which would run for five minutes.
     */
    void obeysTheMail();

    /** Whether any of its processes runs. */
    boolean runs();

    /** What makes it what it is, besides its workspace. */
    List<Path> parts();

    /** Is connected anew, with credentials of its own. */
    void connectAgain();
}
