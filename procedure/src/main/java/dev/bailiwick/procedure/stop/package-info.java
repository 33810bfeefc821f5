/**
 * Stopping an agent for real. {@link dev.bailiwick.procedure.stop.AgentHost} is the port to the machine it runs on.
 *
 * <p>Always true: stop is freeze first, then SIGKILL of everything the agent runs, not a drain; what is not gone from the
 * process table is not stopped.
 */
package dev.bailiwick.procedure.stop;
