import org.jspecify.annotations.NullMarked;

/** What Bailiwick does, in an order that survives a crash. Touches the world through ports only. */
@NullMarked
module dev.bailiwick.procedure {
    requires static org.jspecify;
    requires transitive dev.bailiwick.core;

    exports dev.bailiwick.procedure.agenda;
    exports dev.bailiwick.procedure.approval;
    exports dev.bailiwick.procedure.audit;
    exports dev.bailiwick.procedure.control;
    exports dev.bailiwick.procedure.credential;
    exports dev.bailiwick.procedure.enforcement;
    exports dev.bailiwick.procedure.evaluation;
    exports dev.bailiwick.procedure.hardening;
    exports dev.bailiwick.procedure.incident;
    exports dev.bailiwick.procedure.mail;
    exports dev.bailiwick.procedure.node;
    exports dev.bailiwick.procedure.notice;
    exports dev.bailiwick.procedure.policy;
    exports dev.bailiwick.procedure.programme;
    exports dev.bailiwick.procedure.register;
    exports dev.bailiwick.procedure.extract;
    exports dev.bailiwick.procedure.retention;
    exports dev.bailiwick.procedure.review;
    exports dev.bailiwick.procedure.risk;
    exports dev.bailiwick.procedure.screening;
    exports dev.bailiwick.procedure.signin;
    exports dev.bailiwick.procedure.search;
    exports dev.bailiwick.procedure.sink;
    exports dev.bailiwick.procedure.stop;
}
