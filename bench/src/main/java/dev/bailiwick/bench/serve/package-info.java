/**
 * Measures the whole program as {@code ./bailiwick serve} starts it: how soon its first page is there, what it keeps in memory, and what one
 * agent that floods it costs the others. Read {@link dev.bailiwick.bench.serve.Main} first.
 */
@NullMarked
package dev.bailiwick.bench.serve;

import org.jspecify.annotations.NullMarked;
