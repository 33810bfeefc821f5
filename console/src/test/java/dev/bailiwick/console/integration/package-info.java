/** The integrations' pages, over HTTP. */
@NullMarked
package dev.bailiwick.console.integration;

import org.jspecify.annotations.NullMarked;
