/** Runs archives of Cedar's conformance tests: {@code ./dev cedar-corpus FILE.tar.gz}. */
@NullMarked
package dev.bailiwick.cedar.corpus;

import org.jspecify.annotations.NullMarked;
