/**
 * The ports' contracts, and implementations in memory that pass them. A tower that implements a port extends its contract;
 * a test of a procedure takes the memory implementation. Start with {@link
 * dev.bailiwick.procedure.testing.ApprovalsContract}.
 *
 * <p>Always true: memory behaves like the store but for one thing, it forgets; nothing here is a mock.
 */
@NullMarked
package dev.bailiwick.procedure.testing;

import org.jspecify.annotations.NullMarked;
