/**
 * Where people's programs come in: the HTTP API under {@code /v1}. Read {@link dev.bailiwick.console.rest.Route} first: a route
 * is data, which names a path, the {@link dev.bailiwick.core.people.Scope} that opens it, and the request of the command line
 * that it stands for. {@link dev.bailiwick.console.rest.Rest} checks the token, puts the request together, and words the answer.
 *
 * <p>To add a route: answer the request on the command line (a {@code Verbs} of {@code app/wiring}), then add one line to
 * {@code app/wiring/ApiRoutes}, such as {@code Route.whole("/v1/risks", PROGRAMME_READ, "risk.list", "risks")}; a query
 * parameter is one more call. Its line in docs/api.md is checked by a test.
 *
 * <p>Always true: the same desks and role checks as for the person at the command line, and no more than the token's scopes; no
 * cookie is read here; a list comes in pages ({@code items}, {@code next}), an error is a problem (RFC 9457), a token a bearer
 * token (RFC 6750).
 */
@NullMarked
package dev.bailiwick.console.rest;

import org.jspecify.annotations.NullMarked;
