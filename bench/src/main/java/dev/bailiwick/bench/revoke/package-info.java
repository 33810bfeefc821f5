/** How fast everything is revoked when three backends of twenty misbehave. Read {@link dev.bailiwick.bench.revoke.Main}. */
@NullMarked
package dev.bailiwick.bench.revoke;

import org.jspecify.annotations.NullMarked;
