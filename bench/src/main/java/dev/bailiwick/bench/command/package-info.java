/** How long a command line takes to judge. Read {@link dev.bailiwick.bench.command.Main}: {@code ./dev bench command} runs it. */
@NullMarked
package dev.bailiwick.bench.command;

import org.jspecify.annotations.NullMarked;
