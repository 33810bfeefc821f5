/**
 * People's files: YAML into JSON values that remember where they stood. Read {@link dev.bailiwick.app.yaml.YamlDocument} first.
 *
 * <p>Always true: the YAML core schema without anchors, aliases, tags or duplicate keys; a complaint about a value names file,
 * line and column.
 */
@NullMarked
package dev.bailiwick.app.yaml;

import org.jspecify.annotations.NullMarked;
