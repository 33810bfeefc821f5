/**
 * The values of the Cedar language: what attributes hold, what expressions produce, how they compare and print.
 *
 * <p>Read {@link dev.bailiwick.cedar.Value} first. Everything else in this library stands on this package and on
 * nothing but it: {@code syntax} cuts text into tokens, {@code policy} parses and prints policies, {@code entity} holds
 * the facts, {@code schema} and {@code validation} say what is well-typed, {@code evaluation} answers requests.
 *
 * <p>Always true: values are immutable, compare by content across types without an error, and print as Cedar text that
 * parses back to the same value. Follows Cedar language version 4.5.
 */
package dev.bailiwick.cedar;
