/**
 * One system granted to one agent: asked for by a person with reasons, judged by others, approved until a day. Read {@link
 * dev.bailiwick.core.register.integration.Integration} first.
 *
 * <p>Its {@link dev.bailiwick.core.register.integration.Grant} is what decisions know of it. Always true: nobody approves what
 * they asked for; an approval names its operations one by one and carries its own end.
 */
package dev.bailiwick.core.register.integration;
