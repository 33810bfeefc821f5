package dev.bailiwick.gateway.egress;

/** Something that an answer passes through in pieces, as they come. It may hold back what it cannot judge yet. */
interface Sieve {
    /** What may be passed on of everything that came so far. */
    byte[] take(byte[] piece);

    /** What was held back, at the end. */
    byte[] rest();

    /** Through this one first, then through the other. */
    default Sieve then(Sieve other) {
        var first = this;
        return new Sieve() {
            @Override
            public byte[] take(byte[] piece) {
                return other.take(first.take(piece));
            }

            @Override
            public byte[] rest() {
                return Bytes.joined(other.take(first.rest()), other.rest());
            }
        };
    }
}
