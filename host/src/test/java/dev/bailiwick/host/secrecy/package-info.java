/** Secrets planted in real files, and looked for. */
@NullMarked
package dev.bailiwick.host.secrecy;

import org.jspecify.annotations.NullMarked;
