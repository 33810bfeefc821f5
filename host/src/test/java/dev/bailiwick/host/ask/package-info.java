@NullMarked
package dev.bailiwick.host.ask;

import org.jspecify.annotations.NullMarked;
