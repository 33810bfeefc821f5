/**
 * What is known of each system an agent may be connected to: a {@link dev.bailiwick.core.guide.Guide} per system, one data file
 * each, told in docs/guides.md. Read {@link dev.bailiwick.core.guide.Guides} first.
 *
 * <p>The register checks granted permissions against it, the blast radius reads from it what a permission can do. Always true:
 * every fact says how sure it is; operations carry the catalogue's own ids and tiers where it has them; an unknown key, scope
 * or host is refused with its place.
 */
package dev.bailiwick.core.guide;
