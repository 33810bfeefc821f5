@NullMarked
package dev.bailiwick.app.command;

import org.jspecify.annotations.NullMarked;
