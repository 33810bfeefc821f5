/**
 * How a requestable denial becomes one execution, or none. Read {@link dev.bailiwick.procedure.approval.ApprovalDesk} first;
 * the ports beside it keep tasks and tickets and tell agents' sessions.
 *
 * <p>Always true: claim (store), entry (log), act, outcome (log), settle (store), in this order; at most one execution per
 * approval; what was claimed and never heard of again goes to a person.
 */
package dev.bailiwick.procedure.approval;
