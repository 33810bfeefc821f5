import org.jspecify.annotations.NullMarked;

/** What Bailiwick does, in an order that survives a crash. Touches the world through ports only. */
@NullMarked
module dev.bailiwick.procedure {
    requires static org.jspecify;
    requires transitive dev.bailiwick.core;
}
