/**
 * Credentials in one encrypted file of this machine: the embedded default. Read {@link
 * dev.bailiwick.secrets.sealedfile.SealedFile} first; {@link dev.bailiwick.secrets.sealedfile.SealedKit} keeps the open
 * leases for the day the database is away.
 *
 * <p>Called by {@code app.wiring} alone. Always true: nothing is on disk in clear, a changed file opens nothing, and the key
 * lies in a file that its owner alone may read, or in a person's head.
 */
@NullMarked
package dev.bailiwick.secrets.sealedfile;

import org.jspecify.annotations.NullMarked;
