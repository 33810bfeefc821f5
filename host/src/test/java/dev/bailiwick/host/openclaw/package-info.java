@NullMarked
package dev.bailiwick.host.openclaw;

import org.jspecify.annotations.NullMarked;
