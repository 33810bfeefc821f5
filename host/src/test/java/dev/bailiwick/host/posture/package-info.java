/** The scan before real processes, containers and filters. */
@NullMarked
package dev.bailiwick.host.posture;

import org.jspecify.annotations.NullMarked;
