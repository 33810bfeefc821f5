/** The pages of reviews, over real HTTP. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.console.review;
