/**
 * What must not be written down: keys, tokens, passwords, card numbers in what agents send and receive. Read {@link
 * dev.bailiwick.core.secrecy.Redacted} first; the Enforcer calls it before an entry is written.
 *
 * <p>Always true: what was found does not appear in what is returned, not in values and not in member names; the shape of
 * the object stays. What is found are known forms and what looks random; a short secret without a telling name or form is
 * not found, and no rule can.
 */
package dev.bailiwick.core.secrecy;
