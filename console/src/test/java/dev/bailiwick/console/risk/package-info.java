/** The page of the risk matrix, over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.console.risk;
