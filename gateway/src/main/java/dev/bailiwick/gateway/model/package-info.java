/**
 * The second cut point: the agent's model traffic passes here, and the provider's key is Bailiwick's. Read {@link
 * dev.bailiwick.gateway.model.ModelRoutes} first. OpenAI's chat completions, streamed or not, and the list of models.
 *
 * <p>Always true: a turn is refused while the agent is frozen or unregistered, while its enforcement point is not alive, and
 * when a tool result appears that nobody decided, whether or not the plugin still runs; the agent never gets the provider's
 * key, the provider never gets the agent's credential; what was examined is what is sent, written anew from its parsed form.
 * A request is at most 32 MiB; an answer is passed on as it comes and never held.
 */
@NullMarked
package dev.bailiwick.gateway.model;

import org.jspecify.annotations.NullMarked;
