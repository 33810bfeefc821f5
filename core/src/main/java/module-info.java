import org.jspecify.annotations.NullMarked;

/** What Bailiwick knows and decides. Values in, values out; no port, no clock, no chance. */
@NullMarked
module dev.bailiwick.core {
    requires static org.jspecify;
    requires transitive dev.bailiwick.json;
    requires dev.bailiwick.cedar;
}
