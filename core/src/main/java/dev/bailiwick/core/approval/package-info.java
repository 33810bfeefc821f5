/**
 * A request for approval as a value: who asked for what, who said what, what it became. Read {@link
 * dev.bailiwick.core.approval.ApprovalTask} first; {@link dev.bailiwick.core.approval.Eligibility} says who may decide it.
 *
 * <p>Always true: an approval is bound to one action hash and starts one execution; waiting never approves; expired, denied
 * and withdrawn are told apart (AuthZEN access-request-and-approval profile).
 */
package dev.bailiwick.core.approval;
