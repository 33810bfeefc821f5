/** What becomes of credentials when the server dies in the middle: real servers, a real process, SIGKILL. */
@NullMarked
package dev.bailiwick.acceptance.credential;

import org.jspecify.annotations.NullMarked;
