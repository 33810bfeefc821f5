/** Tests of the detections that ship. Read {@link dev.bailiwick.app.detection.DetectionsTest} first. */
@NullMarked
package dev.bailiwick.app.detection;

import org.jspecify.annotations.NullMarked;
