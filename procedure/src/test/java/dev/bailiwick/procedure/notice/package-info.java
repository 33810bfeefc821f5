/** Reviews, over the whole procedure floor in memory. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.procedure.notice;
