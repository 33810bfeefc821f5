/**
 * The register file: which agents, hosts, integrations and credentials there are, and who may do what with them. Read {@link
 * dev.bailiwick.core.register.inventory.Inventory} first.
 *
 * <p>The blast radius is computed over it. Always true: names are unique across all kinds and every reference is known; what
 * the file leaves out counts as the worst, never as nothing.
 */
package dev.bailiwick.core.register.inventory;
