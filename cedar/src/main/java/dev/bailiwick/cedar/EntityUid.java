package dev.bailiwick.cedar;

/** A reference to an entity: its type and its id, {@code User::"alice"}. Any text is an id, the empty one too. */
public final class EntityUid implements Value, Comparable<EntityUid> {
    private final EntityTypeName type;
    private final String id;
    private final int hash;

    /** @throws CedarException when the id has a lone surrogate */
    public EntityUid(EntityTypeName type, String id) {
        if (Quoting.loneSurrogate(id)) throw CedarException.of("entity id has a lone surrogate");
        this.type = type;
        this.id = id;
        this.hash = 31 * type.hashCode() + id.hashCode();
    }

    /** @throws CedarException when the type is no type name or the id has a lone surrogate */
    public static EntityUid of(String type, String id) {
        return new EntityUid(EntityTypeName.of(type), id);
    }

    public EntityTypeName type() {
        return type;
    }

    public String id() {
        return id;
    }

    @Override
    public ValueKind kind() {
        return ValueKind.ENTITY;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof EntityUid that
                        && hash == that.hash
                        && id.equals(that.id)
                        && type.equals(that.type));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public int compareTo(EntityUid other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return type + "::" + Text.quoted(id);
    }
}
