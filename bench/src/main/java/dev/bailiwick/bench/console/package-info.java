/**
 * The console under load: {@code ./dev bench console}. Read {@link dev.bailiwick.bench.console.Main} first.
 *
 * <p>Always true: the program runs as it is shipped, in a process of its own; the requests that wait are copies of one that an agent
 * really made, kept by the program's own store.
 */
@NullMarked
package dev.bailiwick.bench.console;

import org.jspecify.annotations.NullMarked;
