/**
 * What outside scanners say about a text. Read {@link dev.bailiwick.procedure.screening.Scanner} first: the port of whoever
 * reads content when it arrives.
 *
 * <p>Always true: a scanner raises and never lowers what the own screen said; its silence is told and is no clean bill; no
 * decision waits for it.
 */
package dev.bailiwick.procedure.screening;
