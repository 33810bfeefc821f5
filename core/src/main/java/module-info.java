import org.jspecify.annotations.NullMarked;

/** What Bailiwick knows and decides. Values in, values out; no port, no clock, no chance. */
@NullMarked
module dev.bailiwick.core {
    requires static org.jspecify;
    requires transitive dev.bailiwick.json;
    requires dev.bailiwick.cedar;

    exports dev.bailiwick.core.approval;
    exports dev.bailiwick.core.architecture;
    exports dev.bailiwick.core.audit;
    exports dev.bailiwick.core.audit.extract;
    exports dev.bailiwick.core.catalog;
    exports dev.bailiwick.core.control;
    exports dev.bailiwick.core.command;
    exports dev.bailiwick.core.credential;
    exports dev.bailiwick.core.decision;
    exports dev.bailiwick.core.detection;
    exports dev.bailiwick.core.people;
    exports dev.bailiwick.core.exposure;
    exports dev.bailiwick.core.guide;
    exports dev.bailiwick.core.hardening;
    exports dev.bailiwick.core.hardening.artefact;
    exports dev.bailiwick.core.incident;
    exports dev.bailiwick.core.incident.drill;
    exports dev.bailiwick.core.incident.evidence;
    exports dev.bailiwick.core.incident.inquiry;
    exports dev.bailiwick.core.incident.recovery;
    exports dev.bailiwick.core.incident.runbook;
    exports dev.bailiwick.core.node;
    exports dev.bailiwick.core.policy;
    exports dev.bailiwick.core.register;
    exports dev.bailiwick.core.register.automation;
    exports dev.bailiwick.core.register.discovery;
    exports dev.bailiwick.core.register.integration;
    exports dev.bailiwick.core.register.inventory;
    exports dev.bailiwick.core.programme;
    exports dev.bailiwick.core.review;
    exports dev.bailiwick.core.risk;
    exports dev.bailiwick.core.secrecy;
    exports dev.bailiwick.core.session;
    exports dev.bailiwick.core.template;
    exports dev.bailiwick.core.value;

    // their data files are read from above: no floor below 4 opens a file
    opens dev.bailiwick.core.architecture;
    opens dev.bailiwick.core.catalog;
    opens dev.bailiwick.core.command;
    opens dev.bailiwick.core.detection;
    opens dev.bailiwick.core.exposure;
    opens dev.bailiwick.core.guide;
    opens dev.bailiwick.core.hardening;
    opens dev.bailiwick.core.incident.drill;
    opens dev.bailiwick.core.incident.runbook;
    opens dev.bailiwick.core.policy;
    opens dev.bailiwick.core.programme;
    opens dev.bailiwick.core.register.discovery;
    opens dev.bailiwick.core.risk;
    opens dev.bailiwick.core.template;
}
