/** The wiring's own small parts, before real files. */
@NullMarked
package dev.bailiwick.app.wiring;

import org.jspecify.annotations.NullMarked;
