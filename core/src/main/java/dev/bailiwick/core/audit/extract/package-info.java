/**
 * Entries of the log for somebody who has neither the log nor its server: one file with each entry's proof, the checkpoint over
 * them, and proofs that the log only grew since the checkpoints before. Read {@link
 * dev.bailiwick.core.audit.extract.Extract} first; {@link dev.bailiwick.core.audit.extract.ExtractCheck} needs the files and a
 * key, and nothing else. {@code procedure.extract} makes extracts, {@code app} checks them.
 *
 * <p>Always true: a changed, a missing and an added file each have a name in the findings; with a checkpoint that was kept
 * elsewhere (by a witness, at a receiver) a log that was cut or went on otherwise shows too.
 *
 * <p>Proofs are C2SP tlog-proof and RFC 9162, signatures C2SP signed-note.
 */
package dev.bailiwick.core.audit.extract;
