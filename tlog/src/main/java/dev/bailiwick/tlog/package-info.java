/**
 * The log's files: a transparency log in one folder. Read {@link dev.bailiwick.tlog.FileAuditLog} first: it implements the
 * port {@link dev.bailiwick.procedure.audit.AuditLog}; {@code app} opens it. {@link dev.bailiwick.tlog.LogVerification}
 * and {@link dev.bailiwick.tlog.ProofFile} need the folder alone, or not even that.
 *
 * <pre>
 * entries/00000000000000000000   entries as they were acknowledged: forced, appended to, never rewritten
 * entries/0000...0000.1          what took its place when entries were pruned from it: their leaf hashes stay
 * pruning                        from which entry on tombstones may be that were not carried out yet
 * tile/0/000, tile/1/000 ...     the tree's hashes, 256 to a file (C2SP tlog-tiles), derived from the entries
 * sealed                         how many entries have their tiles forced to disk
 * contents/0000...                what kinds of entries are where in a complete segment, signed, derived from the entries
 * checkpoint, checkpoints/       the newest signed checkpoint, and one per segment, start and stop
 * cosigned                       the newest checkpoint that a witness cosigned, if there is a witness
 * bodies/ab/abcd...              bodies too large for an entry, by their digest
 * keys/0000 ..., key.pem         the log's public keys, oldest first; the private key, which only its owner reads
 * lock                           held by the one process that writes
 * </pre>
 *
 * <p>Always true: what was acknowledged was forced before; a file of entries is written by one life of one process, and
 * the next one begins where the acknowledged ones end, so nothing is ever cut off or overwritten, not even a torn tail.
 */
@NullMarked
package dev.bailiwick.tlog;

import org.jspecify.annotations.NullMarked;
