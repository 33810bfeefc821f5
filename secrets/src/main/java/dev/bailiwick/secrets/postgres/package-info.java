/**
 * Credentials of a PostgreSQL server: a role for each lease. Read {@link dev.bailiwick.secrets.postgres.PostgresRoles}.
 *
 * <p>Called by {@code app.wiring} alone. Always true: what a role may do comes from group roles that a database administrator
 * made, the password never crosses the wire in clear, and a role ends in this order: no login, no session, no role.
 */
@NullMarked
package dev.bailiwick.secrets.postgres;

import org.jspecify.annotations.NullMarked;
