/**
 * Values that lie in CyberArk: {@link dev.bailiwick.secrets.cyberark.Conjur} (Secrets Manager) over its REST API, and the vault behind the
 * {@link dev.bailiwick.secrets.cyberark.CentralProvider} (AAM Web Service).
 *
 * <p>Always true: neither makes or ends a credential where it opens something, so that a person does; a value that is just being changed is not lent.
 */
@NullMarked
package dev.bailiwick.secrets.cyberark;

import org.jspecify.annotations.NullMarked;
