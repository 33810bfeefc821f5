/** Tests of the log's files: real folders, a disk that loses power, processes that are killed. */
@NullMarked
package dev.bailiwick.tlog;

import org.jspecify.annotations.NullMarked;
