/**
 * Validation: do policies, requests and entities fit a schema?
 *
 * <p>Read {@link dev.bailiwick.cedar.validation.Validator} first: it checks policies under every kind of request the
 * schema allows and says what is wrong, where, and what would help. {@code TypeChecker} holds the typing rules, {@code
 * Lattice} the order of types, {@code LevelCheck} how far a policy reaches into entities (RFC 76).
 *
 * <p>Always true: a strictly valid policy meets no error but overflow, a missing entity and a missing tag of one; what
 * cannot be decided is refused. The rules are those of the reference implementation of Cedar language version 4.5.
 */
package dev.bailiwick.cedar.validation;
