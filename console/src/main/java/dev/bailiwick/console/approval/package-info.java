/**
 * The inbox and the approval page: where a person sees exactly what an agent wants to do, and says yes or no. Read {@link
 * dev.bailiwick.console.approval.ApprovalPages} first; the desk behind it is {@code procedure.approval.ApprovalDesk}.
 *
 * <p>Always true: arguments are shown complete; the page only shows who may decide, the desk checks it again when the word is
 * spoken.
 */
@NullMarked
package dev.bailiwick.console.approval;

import org.jspecify.annotations.NullMarked;
