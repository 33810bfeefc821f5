/**
 * Changing the policies, and asking what other policies would have answered. Read {@link
 * dev.bailiwick.procedure.policy.PolicyDesk} first; the policies themselves are {@code core/policy}.
 *
 * <p>Called by the command line. Always true: a published version never changes and is named by its digest; it takes a reason
 * and two people; the log alone says which version is in force; a recorded decision comes out the same when it is made again.
 */
package dev.bailiwick.procedure.policy;
