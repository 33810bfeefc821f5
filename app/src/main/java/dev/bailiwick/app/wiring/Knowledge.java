package dev.bailiwick.app.wiring;

import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.policy.PolicyText;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.DecidedCalls;
import dev.bailiwick.procedure.enforcement.Sessions;
import dev.bailiwick.procedure.policy.Archive;
import dev.bailiwick.procedure.policy.PolicyDesk;
import dev.bailiwick.procedure.register.AutomationDesk;
import dev.bailiwick.procedure.register.Departures;

/**
 * What the house knows when it decides: all in memory.
 *
 * @param shipped the policies that come with the product
 */
record Knowledge(
        Organisation organisation,
        Catalog catalog,
        PolicyText shipped,
        CurrentFacts facts,
        Sessions sessions,
        DecidedCalls calls) {
    static Knowledge from(Records records) {
        var organisation = OrganisationFile.read(records.data().organisation());
        var catalog = CatalogFiles.shipped();
        var shipped = PolicyFiles.shipped();
        var facts = new CurrentFacts(
                facts(records, organisation, catalog, shipped),
                snapshot -> keep(snapshot, records.store().archive()));
        return new Knowledge(
                organisation,
                catalog,
                shipped,
                facts,
                new Sessions(sender -> facts.now().sender(sender).isPresent()),
                DecidedCalls.from(records.log()));
    }

    private static Facts facts(Records records, Organisation organisation, Catalog catalog, PolicyText shipped) {
        var store = records.store();
        return AutomationDesk.attested(
                Facts.of(
                                organisation,
                                records.agents().all(),
                                records.freezes(),
                                catalog,
                                store.confirmed(records.log()),
                                Rulebook.of(PolicyDesk.inForce(records.log(), store.archive(), shipped)))
                        .granting(store.granted(records.log()))
                        .leaving(Departures.of(records.log())),
                records.log());
    }

    /** What decisions were made with stays, so that they can be made again. */
    private static void keep(Facts snapshot, Archive archive) {
        archive.keep(snapshot.json());
        archive.keep(snapshot.policies().text().json());
    }
}
