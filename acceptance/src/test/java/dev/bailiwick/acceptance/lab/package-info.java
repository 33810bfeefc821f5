/**
 * The lab: a whole Bailiwick, a scripted agent and the world it acts on, on loopback, with a clock that is set by hand. `./dev lab`
 * starts it; tests open it. Read {@link dev.bailiwick.acceptance.lab.Lab} first. Everything outside Bailiwick is a double and says so:
 * what is shown here is "tested against a double".
 */
@NullMarked
package dev.bailiwick.acceptance.lab;

import org.jspecify.annotations.NullMarked;
