/**
 * The public decision API: OpenID AuthZEN Authorization API 1.0 (evaluation, evaluations, metadata) and its access-request
 * profile (draft). Read {@link dev.bailiwick.gateway.authzen.AuthZenRoutes} first.
 *
 * <p>A caller asks as the agent its credential belongs to, and for nobody else. Always true: an evaluation is recorded as
 * asked, carries nothing out and opens no task; what a caller says about tier, verb, approval or source is ignored; a
 * requestable denial is a denial; only the POST to its {@code access_request} opens a task; approval is never a grant, a new
 * evaluation always runs.
 */
@NullMarked
package dev.bailiwick.gateway.authzen;

import org.jspecify.annotations.NullMarked;
