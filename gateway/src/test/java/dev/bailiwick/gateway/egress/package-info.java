/** The agents' way out over real sockets and real TLS, and what they try against it. */
@NullMarked
package dev.bailiwick.gateway.egress;

import org.jspecify.annotations.NullMarked;
