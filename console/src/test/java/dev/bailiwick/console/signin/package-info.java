@NullMarked
package dev.bailiwick.console.signin;

import org.jspecify.annotations.NullMarked;
