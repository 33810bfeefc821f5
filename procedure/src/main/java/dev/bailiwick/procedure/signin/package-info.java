/**
 * How a person gets into the console. {@link dev.bailiwick.procedure.signin.SignIns} is the port that keeps one-time links and
 * open sessions. {@link dev.bailiwick.procedure.signin.StepUp} asks for more than a session: a passkey that signs one action.
 * {@link dev.bailiwick.procedure.signin.TokenDesk} makes tokens for people's programs, which open less.
 *
 * <p>Always true: what a browser or a link carries is kept as a digest, never as the value; a link works once; whatever ran
 * out or was ended opens nothing.
 */
package dev.bailiwick.procedure.signin;
