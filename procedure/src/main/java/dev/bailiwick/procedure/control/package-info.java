/**
 * The store held to the log. Read {@link dev.bailiwick.procedure.control.ControlCheck} first: it compares at the start and
 * then again and again, refuses T2 and above while they differ, and lets a person settle what is left.
 *
 * <p>Always true: the log is the one that is believed; a freeze that only the log remembers is a freeze.
 */
package dev.bailiwick.procedure.control;
