/**
 * The facts: entities with their attributes, tags and place in the hierarchy.
 *
 * <p>Read {@link dev.bailiwick.cedar.entity.EntityStore} first: an immutable snapshot with the ancestors of every
 * entity worked out. {@link dev.bailiwick.cedar.entity.EntityJson} reads and writes the JSON form; a schema helps it
 * through {@link dev.bailiwick.cedar.entity.TypeHints}.
 *
 * <p>Always true: no uid occurs twice, the hierarchy has no cycle, and a store never changes.
 */
package dev.bailiwick.cedar.entity;
