/** Tests of the index. Read {@link dev.bailiwick.store.search.SearchTest} first. */
@NullMarked
package dev.bailiwick.store.search;

import org.jspecify.annotations.NullMarked;
