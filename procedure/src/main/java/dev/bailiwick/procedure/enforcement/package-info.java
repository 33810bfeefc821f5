/**
 * One action, end to end. Read {@link dev.bailiwick.procedure.enforcement.Enforcer} first: every enforcement point hands its
 * attempts here and obeys the {@link dev.bailiwick.procedure.enforcement.Verdict}.
 *
 * <p>Always true: the entry is durable before the verdict leaves; whatever fails ends in a refusal; only the Enforcer turns a
 * throwable into one.
 */
package dev.bailiwick.procedure.enforcement;
