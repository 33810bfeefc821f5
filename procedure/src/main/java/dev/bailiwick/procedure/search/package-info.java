/**
 * Finding entries again, and noticing what an agent does for the first time. Read {@link
 * dev.bailiwick.procedure.search.Indexing} first: it follows the log into the port {@link
 * dev.bailiwick.procedure.search.SearchIndex}.
 *
 * <p>Always true: the index is made from the log alone and proves nothing; what is shown is read from the log.
 */
package dev.bailiwick.procedure.search;
