/**
 * Carries notices to people: mail (RFC 5321) and a signed webhook (CloudEvents 1.0, Standard Webhooks). Read {@link
 * dev.bailiwick.connector.notice.NoticeSink} first: to the lane that feeds it, it is a receiver of the log like any other.
 *
 * <p>Always true: what an agent wrote stands apart from what Bailiwick says; clear text goes to this machine alone.
 */
@NullMarked
package dev.bailiwick.connector.notice;

import org.jspecify.annotations.NullMarked;
