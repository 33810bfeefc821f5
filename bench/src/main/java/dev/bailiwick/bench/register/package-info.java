/** How long a blast radius takes. Read {@link dev.bailiwick.bench.register.Main}: {@code ./dev bench register} runs it. */
@NullMarked
package dev.bailiwick.bench.register;

import org.jspecify.annotations.NullMarked;
