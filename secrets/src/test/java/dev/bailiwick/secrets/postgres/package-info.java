/** Roles of a real PostgreSQL server, which is thrown away afterwards. */
@NullMarked
package dev.bailiwick.secrets.postgres;

import org.jspecify.annotations.NullMarked;
