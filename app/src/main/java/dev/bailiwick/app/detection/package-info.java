/**
 * The detections that ship: Sigma rules on the log's entries, each with an event on which it fires and one on which it stays
 * silent, and a dashboard. Read {@link dev.bailiwick.app.detection.SigmaRule} first. Called by {@code bailiwick
 * detections}.
 *
 * <p>Standard: the Sigma rules specification, the part of it that these rules use.
 */
@NullMarked
package dev.bailiwick.app.detection;

import org.jspecify.annotations.NullMarked;
