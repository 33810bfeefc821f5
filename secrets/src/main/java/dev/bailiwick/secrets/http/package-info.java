/**
 * Questions to a service over HTTP. Read {@link dev.bailiwick.secrets.http.Remote}.
 *
 * <p>Used by the backends that are services. Always true: every question has a deadline and is put once, no redirect is followed, a service
 * that asks us to wait is waited for once and briefly, and no message says what was sent or answered.
 */
@NullMarked
package dev.bailiwick.secrets.http;

import org.jspecify.annotations.NullMarked;
