import org.jspecify.annotations.NullMarked;

/** Strict JSON: text, sealed values, records. One reader for every path, because two readers that disagree are an attack. */
@NullMarked
module dev.bailiwick.json {
    requires static org.jspecify;
    requires tools.jackson.core;

    exports dev.bailiwick.json;
}
