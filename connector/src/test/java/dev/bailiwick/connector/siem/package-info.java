/** Receivers, real ones where Debian has them. Read {@link dev.bailiwick.connector.siem.RsyslogTest} first. */
@NullMarked
package dev.bailiwick.connector.siem;

import org.jspecify.annotations.NullMarked;
