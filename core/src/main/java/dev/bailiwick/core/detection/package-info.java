/**
 * What a text tries to do to the agent that reads it. Read {@link dev.bailiwick.core.detection.Screen} first: text in, {@link
 * dev.bailiwick.core.detection.Screening} out; whoever takes content into a session calls it when the content arrives.
 *
 * <p>Always true: the answer depends on the text and the shipped rules alone; the time is linear in the text's length and
 * the text is bounded; no regular expression meets hostile text. A screening is a signal and never the only control: what
 * is worded in a way no rule knows passes here, and must be stopped by provenance and policies.
 */
package dev.bailiwick.core.detection;
