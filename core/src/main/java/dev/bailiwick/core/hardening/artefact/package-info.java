/**
 * A profile as the files that enforce it. Read {@link dev.bailiwick.core.hardening.artefact.Artefacts} first; called by {@code
 * app} and by the scan, which names artefact and line of what is missing.
 *
 * <p>Always true: the same profile gives the same bytes; every file names profile, revision and digest, in itself where its
 * language has comments and in {@code MANIFEST.json} always.
 */
package dev.bailiwick.core.hardening.artefact;
