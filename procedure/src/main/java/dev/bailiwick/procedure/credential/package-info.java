/**
 * Credentials that agents use and never see. Read {@link dev.bailiwick.procedure.credential.Broker} first: it gets the one
 * behind a handle for a permitted action. {@link dev.bailiwick.procedure.credential.Revocation} ends all of them: containment
 * calls {@code revoke(Optional.of(agent), reason, actor)}, or with no agent for everybody, and the agenda calls {@code retry()}.
 *
 * <p>Always true: a lease is stored before its backend is asked, so a crash leaves no orphan; what closes goes on without
 * store, log or backend; ended is only what a probe proved or a person signed.
 */
package dev.bailiwick.procedure.credential;
