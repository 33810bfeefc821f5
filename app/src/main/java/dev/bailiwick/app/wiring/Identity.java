package dev.bailiwick.app.wiring;

import dev.bailiwick.console.signin.WebAuthn;
import dev.bailiwick.console.signin.openid.OpenId;
import dev.bailiwick.procedure.signin.Consents;
import dev.bailiwick.procedure.signin.PasskeyDesk;
import dev.bailiwick.procedure.signin.SignInDesk;
import dev.bailiwick.procedure.signin.StepUp;
import dev.bailiwick.procedure.signin.TokenDesk;
import java.util.Optional;

/** How people prove who they are. */
record Identity(
        SignInDesk signIn,
        StepUp stepUp,
        PasskeyDesk passkeys,
        Consents consents,
        TokenDesk tokens,
        Optional<OpenId> openId) {
    static Identity of(Configuration configuration, Records records, Knowledge known) {
        var clock = configuration.clock();
        var chance = new Chance();
        var log = records.log();
        var store = records.store();
        var authenticators = new WebAuthn(configuration.console());
        var signIn = new SignInDesk(store.signIns(), known.facts()::now, log, clock, chance::token);
        var around = new StepUp.Around(
                clock, chance::token, known.organisation().signIn().stepUp());
        var stepUp = new StepUp(store.passkeys(), authenticators, signIn, log, around);
        return new Identity(
                signIn,
                stepUp,
                new PasskeyDesk(store.passkeys(), authenticators, stepUp, log, clock),
                new Consents(
                        stepUp, log, new Consents.Around(clock, chance::token, configuration.console() + "/consents/")),
                new TokenDesk(
                        store.tokens(),
                        known.facts()::now,
                        log,
                        stepUp,
                        new TokenDesk.Around(clock, chance::tokenId, chance::token)),
                known.organisation()
                        .signIn()
                        .openId()
                        .map(settings -> new OpenId(
                                settings,
                                signIn,
                                known.facts()::now,
                                new OpenId.Around(clock, chance::token, configuration.console()))));
    }
}
