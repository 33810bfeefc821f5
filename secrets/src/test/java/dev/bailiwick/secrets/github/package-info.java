/** Tested against a double that checks signature, repositories and permissions, and lets every token end after an hour. */
@NullMarked
package dev.bailiwick.secrets.github;

import org.jspecify.annotations.NullMarked;
