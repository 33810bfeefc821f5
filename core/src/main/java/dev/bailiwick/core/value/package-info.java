/**
 * The words of the house: ids, tiers, digests, hosts, money. Read {@link dev.bailiwick.core.value.Tier} first.
 *
 * <p>Every value checks itself when it is made and prints as what a person would write. No naked {@code String} crosses a
 * room: what an agent wrote stays {@link dev.bailiwick.core.value.Untrusted} until it was parsed into a type.
 */
package dev.bailiwick.core.value;
