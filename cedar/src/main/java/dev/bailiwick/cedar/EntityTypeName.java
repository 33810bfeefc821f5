package dev.bailiwick.cedar;

/**
 * The name of an entity type or a common type, with its namespace: {@code Bailiwick::Agent}. Always normalised: no
 * spaces, no comments.
 */
public record EntityTypeName(String name) implements Comparable<EntityTypeName> {
    public EntityTypeName {
        if (!wellFormed(name)) throw CedarException.of("not a type name: " + Text.quoted(name));
        name = Names.one(name);
    }

    /** @throws CedarException when the text is no path of unreserved identifiers */
    public static EntityTypeName of(String name) {
        return new EntityTypeName(name);
    }

    /** The last part: {@code Agent} of {@code Bailiwick::Agent}. */
    public String basename() {
        int cut = name.lastIndexOf(':');
        return cut < 0 ? name : name.substring(cut + 1);
    }

    /** All but the last part, empty for a name without namespace. */
    public String namespace() {
        int cut = name.lastIndexOf(':');
        return cut < 0 ? "" : name.substring(0, cut - 1);
    }

    /** Whether entities of this type are actions: the last part is {@code Action}. */
    public boolean isAction() {
        return basename().equals("Action");
    }

    /** This name inside a namespace; the empty namespace changes nothing. */
    public EntityTypeName in(String namespace) {
        return namespace.isEmpty() ? this : new EntityTypeName(namespace + "::" + name);
    }

    /** As every record's, but spelled out: the hottest comparison of a decision, and names are mostly interned. */
    @Override
    public boolean equals(Object other) {
        return other instanceof EntityTypeName that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public int compareTo(EntityTypeName other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Whether a text is a path of identifiers without reserved words. */
    public static boolean wellFormed(String path) {
        int start = 0;
        while (true) {
            int end = path.indexOf("::", start);
            String part = end < 0 ? path.substring(start) : path.substring(start, end);
            if (!Identifiers.isUnreserved(part)) return false;
            if (end < 0) return true;
            start = end + 2;
        }
    }
}
