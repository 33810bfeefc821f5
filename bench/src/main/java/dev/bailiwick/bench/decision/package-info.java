/** {@code ./dev bench decision}: what one decision takes, without the log and without the network. */
@NullMarked
package dev.bailiwick.bench.decision;

import org.jspecify.annotations.NullMarked;
