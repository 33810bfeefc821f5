@NullMarked
package dev.bailiwick.console.signin.openid;

import org.jspecify.annotations.NullMarked;
