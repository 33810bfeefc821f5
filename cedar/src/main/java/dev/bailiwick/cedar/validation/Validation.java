package dev.bailiwick.cedar.validation;

import java.util.List;

/** What validating a policy set brought up. */
public record Validation(List<Finding> errors, List<Finding> warnings) {
    public Validation {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** Whether there is no error; warnings do not count. */
    public boolean passed() {
        return errors.isEmpty();
    }

    /** Whether there is neither error nor warning: what admission of a policy set asks. */
    public boolean clean() {
        return errors.isEmpty() && warnings.isEmpty();
    }

    /** The errors of one policy, template or link. */
    public List<Finding> errorsOf(String policyId) {
        return errors.stream()
                .filter(finding -> finding.policyId().equals(policyId))
                .toList();
    }
}
