/**
 * What core's tests share: a small organisation to decide in. Read {@link dev.bailiwick.core.testing.World} first.
 */
package dev.bailiwick.core.testing;
