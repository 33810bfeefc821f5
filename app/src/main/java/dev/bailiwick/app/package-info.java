/**
 * The program. {@link dev.bailiwick.app.Main} runs one command line; {@code command} lists the commands, {@code wiring} builds
 * the house they speak to.
 */
@NullMarked
package dev.bailiwick.app;

import org.jspecify.annotations.NullMarked;
