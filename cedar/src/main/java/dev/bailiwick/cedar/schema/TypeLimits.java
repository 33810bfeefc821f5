package dev.bailiwick.cedar.schema;

/**
 * How much type is too much. Common types are written out where they are used, so a few short lines could otherwise
 * stand for a type of a billion parts.
 *
 * @param depth sets and records inside one another, common types counted
 * @param parts sets, records, attributes and names in one type after common types are written out
 */
public record TypeLimits(int depth, int parts) {
    public static final TypeLimits STANDARD = new TypeLimits(64, 20_000);
}
