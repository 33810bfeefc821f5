/**
 * Entries of the log for somebody outside, in one file that needs neither log nor server. Read {@link
 * dev.bailiwick.procedure.extract.ExtractDesk}; the command line asks it, {@code core.audit.extract} says what an extract is.
 *
 * <p>Always true: who asked for what stands in the log before anything is handed out.
 */
package dev.bailiwick.procedure.extract;
