/** How long a look at a machine takes. Read {@link dev.bailiwick.bench.posture.Main}: {@code ./dev bench posture} runs it. */
@NullMarked
package dev.bailiwick.bench.posture;

import org.jspecify.annotations.NullMarked;
