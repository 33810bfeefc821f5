/** Networks of their own, so that no test cuts the machine off it runs on. */
@NullMarked
package dev.bailiwick.host.isolation;

import org.jspecify.annotations.NullMarked;
