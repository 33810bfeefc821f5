/** Broker and revocation over a scripted backend; what a crash leaves is what the memory stores hold. */
@NullMarked
package dev.bailiwick.procedure.credential;

import org.jspecify.annotations.NullMarked;
