/**
 * What people owe again and again: reviews, rotations, drills, backups, attestations. Read {@link
 * dev.bailiwick.core.programme.Programme} (which duties there are, from the data file beside it and an organisation's own file) and
 * {@link dev.bailiwick.core.programme.Duty} (one of them with its date) first. {@code procedure/programme} finds the dates.
 *
 * <p>Always true: a duty is overdue by its date alone, nobody has to notice; it has an owner at every moment, and the longer it
 * is overdue the further its owner is from whoever forgot it.
 */
package dev.bailiwick.core.programme;
