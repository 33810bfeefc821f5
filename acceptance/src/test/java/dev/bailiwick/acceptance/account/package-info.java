/**
 * The agent under an account of its own, trying every door that is not its.
 *
 * <p>Read {@code AgentAccountTest}. The agent is the account {@code nobody}: the kernel says so, nothing is played. Becoming it
 * needs root; without that the tests say so and are skipped.
 */
@NullMarked
package dev.bailiwick.acceptance.account;

import org.jspecify.annotations.NullMarked;
