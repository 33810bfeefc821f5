/**
 * The command line's way to a running server: a Unix-domain socket in the data folder, one JSON line each way. Read {@link
 * dev.bailiwick.app.control.ControlSocket} first.
 *
 * <p>Always true: who asks is what the kernel says of the other end (SO_PEERCRED), never what the message says; an account
 * that an agent runs under is refused and raises an alert.
 */
@NullMarked
package dev.bailiwick.app.control;

import org.jspecify.annotations.NullMarked;
