package dev.bailiwick.procedure.screening;

import dev.bailiwick.core.detection.Screening;

/** An outside reader of texts. May be used by many threads at once. */
public interface Scanner {
    /** What it is called in the log. */
    String name();

    /** What it says about a text, within its own deadline. A scanner that is away is {@link Opinion.Silent}, not an exception. */
    Opinion scan(String text);

    /** What came back. */
    sealed interface Opinion {
        /** @param screening never {@code HOSTILE}: only the own rules may refuse by themselves */
        record Said(Screening screening) implements Opinion {}

        /** @param why one line, without any text of the scanner's answer */
        record Silent(String why) implements Opinion {}
    }
}
