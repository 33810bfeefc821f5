/**
 * Outside scanners of prompt injection. Read {@link dev.bailiwick.connector.scanner.HttpScanner} first: it speaks the form
 * of Citadel's {@code /scan}.
 *
 * <p>Always true: a scanner's answer is bounded, strictly read and never more than a signal.
 */
@NullMarked
package dev.bailiwick.connector.scanner;

import org.jspecify.annotations.NullMarked;
