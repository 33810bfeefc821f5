/** The sealed file and the sealed kit, on a real disk. */
@NullMarked
package dev.bailiwick.secrets.sealedfile;

import org.jspecify.annotations.NullMarked;
