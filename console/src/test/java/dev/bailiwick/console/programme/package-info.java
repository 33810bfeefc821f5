/** The programme's page, over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.console.programme;
