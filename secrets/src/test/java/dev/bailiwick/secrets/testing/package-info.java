/** What the doubles of services share: a strict server on loopback with moods, and the keys that assertions are checked with. */
@NullMarked
package dev.bailiwick.secrets.testing;

import org.jspecify.annotations.NullMarked;
