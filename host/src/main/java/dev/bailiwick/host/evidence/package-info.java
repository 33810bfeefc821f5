/**
 * Evidence on this machine's disk. {@link dev.bailiwick.host.evidence.AgentFolder} reads what a compromised agent left, {@link
 * dev.bailiwick.host.evidence.BundleFile} is the one file a bundle travels in. {@code app} wires both.
 *
 * <p>Always true: what lies in an agent's folder is hostile, so no link is followed, nothing but regular files is opened, and
 * everything is bounded; a bundle is written byte for byte in one way only, so that a changed byte anywhere in it shows.
 */
@NullMarked
package dev.bailiwick.host.evidence;

import org.jspecify.annotations.NullMarked;
