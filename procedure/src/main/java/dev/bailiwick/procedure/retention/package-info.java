/**
 * How long the log keeps bodies, and what nobody may remove. Read {@link
 * dev.bailiwick.procedure.retention.RetentionDesk} first: it sets and lifts legal holds, and prunes.
 *
 * <p>Always true: before a body goes, a signed entry names it, with the rule and the person; what a hold covers stays;
 * what the house itself still reads stays; and a hold is lifted by two.
 */
@NullMarked
package dev.bailiwick.procedure.retention;

import org.jspecify.annotations.NullMarked;
