/** Confinement by trying what is forbidden. */
@NullMarked
package dev.bailiwick.host.confine;

import org.jspecify.annotations.NullMarked;
