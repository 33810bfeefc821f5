@NullMarked
package dev.bailiwick.app.control;

import org.jspecify.annotations.NullMarked;
