/**
 * What the world offers: every tool and API operation an agent may call, with the tier of its impact. Read {@link
 * dev.bailiwick.core.catalog.Catalog} first; its content is data (the JSON files in its resources, told in docs/catalog.md).
 *
 * <p>Always true: the concrete call decides the tier, not the tool's name or its own annotations; what is not known is T4;
 * two readings of one call give the stricter.
 */
package dev.bailiwick.core.catalog;
