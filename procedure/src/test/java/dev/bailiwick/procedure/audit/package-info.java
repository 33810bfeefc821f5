/** Tests of what the log binds. Read {@link dev.bailiwick.procedure.audit.ControlLogTest} first. */
@NullMarked
package dev.bailiwick.procedure.audit;

import org.jspecify.annotations.NullMarked;
