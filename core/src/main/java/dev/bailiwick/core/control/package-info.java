/**
 * Control state as the log binds it. Whatever opens something (an approval, a ticket, a step of the ladder, a tool's tier, a
 * credential, a sign-in) and whatever closes (a freeze) is worth what its entry says. Read {@link
 * dev.bailiwick.core.control.Binding} (what an entry says of one record) and {@link
 * dev.bailiwick.core.control.ControlFold} (what all of them say together) first. {@code procedure.audit.ControlLog} folds
 * as it appends; {@code procedure.control} compares with the store.
 *
 * <p>Always true: the fold of the same entries is the same; a record that can open nothing any more is not in it, so it
 * grows with what is alive and not with the log.
 */
package dev.bailiwick.core.control;
