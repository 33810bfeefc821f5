/** Tests of a machine in host role, without a server. */
@NullMarked
package dev.bailiwick.host.node;

import org.jspecify.annotations.NullMarked;
