/**
 * What a case leaves for somebody who was not there and trusts nobody here. Read {@link
 * dev.bailiwick.core.incident.evidence.Manifest} first: it names every {@link dev.bailiwick.core.incident.evidence.Exhibit}
 * with its digest, and the log's key signs it; {@link dev.bailiwick.core.incident.evidence.BundleCheck} needs the files and a
 * key, and nothing else. {@code procedure.incident} makes bundles, {@code app} checks them.
 *
 * <p>Always true: a changed, a missing and an added file each have a name in the findings; a secret was taken out before a
 * file became an exhibit, and the digest of what it was made from stands beside it.
 *
 * <p>Vocabulary of ISO/IEC 27037 and RFC 3227; proofs are C2SP tlog-proof, signatures C2SP signed-note.
 */
package dev.bailiwick.core.incident.evidence;
