import org.jspecify.annotations.NullMarked;

/** The Cedar policy language: text to policies to a compiled program to an answer. */
@NullMarked
module dev.bailiwick.cedar {
    requires static org.jspecify;
    requires transitive dev.bailiwick.json;

    exports dev.bailiwick.cedar;
    exports dev.bailiwick.cedar.entity;
    exports dev.bailiwick.cedar.evaluation;
    exports dev.bailiwick.cedar.policy;
    exports dev.bailiwick.cedar.schema;
    exports dev.bailiwick.cedar.validation;
}
