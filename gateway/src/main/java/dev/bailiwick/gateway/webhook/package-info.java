/**
 * Where another system pulls the lever: a SIEM's rule that contains an agent. Read {@link
 * dev.bailiwick.gateway.webhook.ContainRoutes} first; {@link dev.bailiwick.gateway.webhook.SignedMessage} knows who sent it.
 *
 * <p>Always true: it can close and never open; a message that is old, changed, or signed by nobody we know does nothing; the
 * same message again is the same containment. The signature is the one of Standard Webhooks.
 */
@NullMarked
package dev.bailiwick.gateway.webhook;

import org.jspecify.annotations.NullMarked;
