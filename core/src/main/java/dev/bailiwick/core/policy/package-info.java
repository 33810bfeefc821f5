/**
 * The policies: what is permitted, what a person must approve, what nobody may. Read {@link
 * dev.bailiwick.core.policy.Profile} first: it turns the answers of the Cedar engine into Permit, Refusal or Requestable.
 *
 * <p>The policies themselves are the files beside this class; {@link dev.bailiwick.core.policy.Rulebook} is one version of
 * them, compiled. {@code core/decision} asks; the policy desk publishes what {@link dev.bailiwick.core.policy.Admission}
 * admits. Always true: an error in any policy refuses; approval never makes a permit; the sealed layers are in every pack.
 */
package dev.bailiwick.core.policy;
