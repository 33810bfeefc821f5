/**
 * Drills that touch nothing real. Read {@link dev.bailiwick.app.practice.PracticeHouse} first: a whole Bailiwick in a folder
 * of its own, an agent without a model whose process is a child that only waits, and the real lever.
 *
 * <p>Always true: nothing outside that folder is read or written, no other agent is stopped, and what came of it is no entry of
 * anybody's log.
 */
@NullMarked
package dev.bailiwick.app.practice;

import org.jspecify.annotations.NullMarked;
