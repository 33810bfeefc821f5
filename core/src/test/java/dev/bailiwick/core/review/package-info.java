/** What falls due after an action, without a clock. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.core.review;
