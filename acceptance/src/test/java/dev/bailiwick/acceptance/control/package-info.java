/**
 * Control state on the real store and the real log, changed behind Bailiwick's back. Read {@link
 * dev.bailiwick.acceptance.control.ControlStateTest} first.
 */
@NullMarked
package dev.bailiwick.acceptance.control;

import org.jspecify.annotations.NullMarked;
