/** Tested against doubles that are as strict as their references say, the provider's with TLS that asks for a certificate. */
@NullMarked
package dev.bailiwick.secrets.cyberark;

import org.jspecify.annotations.NullMarked;
