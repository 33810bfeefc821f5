/**
 * What a clock may start an agent for. Read {@link dev.bailiwick.core.register.automation.Automation} first: the statement in
 * {@code bailiwick.yaml}; {@link dev.bailiwick.core.register.automation.Scope} says which acts lie outside it.
 *
 * <p>Always true: a statement counts as long as its owner has attested exactly these words; an agent with one registered
 * automation runs no other.
 */
package dev.bailiwick.core.register.automation;
