package dev.bailiwick.app.wiring;

import java.time.InstantSource;

/** The house from the cellar up: what it keeps, what it knows, what stands at the gate, what it does. */
record Rooms(
        InstantSource clock,
        Records records,
        Knowledge known,
        Identity identity,
        Enforcement enforcement,
        Desks desks) {
    static Rooms open(Configuration configuration, Closing closing) {
        var records = Records.open(configuration, closing);
        var known = Knowledge.from(records);
        var identity = Identity.of(configuration, records, known);
        var enforcement = Enforcement.of(configuration, records, known, identity);
        return new Rooms(
                configuration.clock(),
                records,
                known,
                identity,
                enforcement,
                Desks.of(configuration, closing, records, known, enforcement));
    }
}
