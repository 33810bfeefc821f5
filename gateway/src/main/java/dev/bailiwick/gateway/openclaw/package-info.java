/**
 * Where OpenClaw's plugin comes in: it asks before each tool call, reports what happened, and proves every second that it
 * lives. Read {@link dev.bailiwick.gateway.openclaw.OpenClawRoutes} first; the words on the wire are in
 * {@code docs/design/openclaw-wire.md}.
 *
 * <p>Always true: a decide answer with status 200 is a verdict of the {@code Enforcer} and nothing else; every other status
 * means "do not"; unknown members are refused; the ask credential cannot report and the report credential cannot ask.
 */
@NullMarked
package dev.bailiwick.gateway.openclaw;

import org.jspecify.annotations.NullMarked;
