/** Folders of a measurement. */
@NullMarked
package dev.bailiwick.bench.disk;

import org.jspecify.annotations.NullMarked;
