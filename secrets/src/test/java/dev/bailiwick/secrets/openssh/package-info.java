/** Certificates before a real sshd and the real ssh. */
@NullMarked
package dev.bailiwick.secrets.openssh;

import org.jspecify.annotations.NullMarked;
