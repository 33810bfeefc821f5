/**
 * Logins to machines: an OpenSSH user certificate for each lease. Read {@link
 * dev.bailiwick.secrets.openssh.SshCertificates} first; {@link dev.bailiwick.secrets.openssh.RevocationList} is what ends them.
 *
 * <p>Called by {@code app.wiring} alone. Always true: a certificate runs one command and nothing else, the authority's key is
 * never on disk in clear, and what was once revoked stays on the list. Formats: OpenSSH's PROTOCOL.certkeys, PROTOCOL.krl and
 * the agent protocol (draft-ietf-sshm-ssh-agent).
 */
@NullMarked
package dev.bailiwick.secrets.openssh;

import org.jspecify.annotations.NullMarked;
