/**
 * What acts here and stands in no register: programs that run agents, ports they are known for, where they speak to, and
 * identities at the gate that nobody registered. Read {@link dev.bailiwick.core.register.discovery.Runtimes} first; {@code
 * procedure.register.Discovery} keeps what was found.
 *
 * <p>Always true: what a process says of itself is only text; what cannot be told apart from a registered agent's is not found.
 */
package dev.bailiwick.core.register.discovery;
