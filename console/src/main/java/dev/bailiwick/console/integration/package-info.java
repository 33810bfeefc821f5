/**
 * Integrations for people: what waits for its owners, with what it would change, and what is approved, until when. Read {@link
 * dev.bailiwick.console.integration.IntegrationPages} first.
 *
 * <p>Always true: an owner sees the reach before and after, and what is missing, above the button; whoever cannot decide reads
 * why. What the requester wrote is somebody's text and is shown as that.
 */
@NullMarked
package dev.bailiwick.console.integration;

import org.jspecify.annotations.NullMarked;
