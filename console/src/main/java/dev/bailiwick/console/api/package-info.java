/**
 * The admin API: what the command line says to the running server, as JSON. Read {@link dev.bailiwick.console.api.AdminApi}
 * and {@link dev.bailiwick.console.api.AdminRequest} first.
 *
 * <p>Called by the listener on the Unix socket, which has already found out which person the peer's account belongs to. Always
 * true: the same procedures and checks as the pages; a request names one verb, and a member it does not know is refused.
 */
@NullMarked
package dev.bailiwick.console.api;

import org.jspecify.annotations.NullMarked;
