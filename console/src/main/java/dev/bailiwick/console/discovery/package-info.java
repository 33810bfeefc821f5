/**
 * What acts here and stands in no register. Read {@link dev.bailiwick.console.discovery.DiscoveryPages} first.
 *
 * <p>Always true: reading only; what was seen chose its own words, and they are only text.
 */
@NullMarked
package dev.bailiwick.console.discovery;

import org.jspecify.annotations.NullMarked;
