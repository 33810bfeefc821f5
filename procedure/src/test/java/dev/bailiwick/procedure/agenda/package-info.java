@NullMarked
package dev.bailiwick.procedure.agenda;

import org.jspecify.annotations.NullMarked;
