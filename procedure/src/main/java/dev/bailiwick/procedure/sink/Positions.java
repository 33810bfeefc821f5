package dev.bailiwick.procedure.sink;

import java.util.Optional;

/** Where it is kept how far each receiver has come. What is lost here is sent again. */
public interface Positions {
    /**
     * How far a receiver has come.
     *
     * @param received every entry before this one is held to be received
     * @param sent entries before this one may have been sent
     */
    record Position(long received, long sent) {
        public Position {
            if (received < 0 || sent < received) throw new IllegalArgumentException("not a position");
        }
    }

    Optional<Position> load(String sink);

    void keep(String sink, Position position);
}
