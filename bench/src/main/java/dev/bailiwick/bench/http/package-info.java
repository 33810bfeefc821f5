/** A client for servers under measurement: the load, its requests, and what the server's process used meanwhile. */
@NullMarked
package dev.bailiwick.bench.http;

import org.jspecify.annotations.NullMarked;
