package dev.bailiwick.console.integration;

import dev.bailiwick.console.approval.Errand;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.register.AutomationDesk;
import java.util.List;
import java.util.function.Function;

/** What of the register waits for a person, for their inbox. */
public final class Errands implements Function<PersonId, List<Errand>> {
    private final AutomationDesk automations;

    public Errands(AutomationDesk automations) {
        this.automations = automations;
    }

    @Override
    public List<Errand> apply(PersonId person) {
        return automations.waiting(person).stream().map(Errands::of).toList();
    }

    private static Errand of(AutomationDesk.Standing each) {
        String why = each.outside().isEmpty() ? "attest its scope" : "it acted outside its scope";
        return new Errand("Automation " + each.attested().automation().id(), why, "/automations");
    }
}
