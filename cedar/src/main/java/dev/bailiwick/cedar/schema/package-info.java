/**
 * Schemas: which entity types, actions and contexts exist, and what their attributes hold.
 *
 * <p>Read {@link dev.bailiwick.cedar.schema.Schema} first: the resolved model that the validator, the entity reader and
 * the compiler ask. {@link dev.bailiwick.cedar.schema.Fragment} is a schema as it was written, in the Cedar syntax or
 * in JSON, and is what prints back.
 *
 * <p>Always true: a {@code Schema} names only what it declares, its common types are written out, its hierarchies are
 * closed, and no type in it is deeper or larger than {@link dev.bailiwick.cedar.schema.TypeLimits} allows, so walking a
 * type never exhausts the stack. Follows Cedar language version 4.5 with RFC 24, 53 and 70.
 */
package dev.bailiwick.cedar.schema;
