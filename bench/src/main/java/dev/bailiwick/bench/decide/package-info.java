/**
 * Measures the decide path over HTTP with a durable log, beside what the machine itself can do: its disk's fdatasync and
 * nginx's static answer. Read {@link dev.bailiwick.bench.decide.Main} first.
 *
 * <p>The load comes from the same machine and takes its share of the same cores: the figures are what a shared machine gives,
 * and the CPU per request is counted in the server's process alone.
 */
@NullMarked
package dev.bailiwick.bench.decide;

import org.jspecify.annotations.NullMarked;
