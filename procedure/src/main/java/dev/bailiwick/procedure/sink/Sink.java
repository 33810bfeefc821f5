package dev.bailiwick.procedure.sink;

import java.util.List;

/** One receiver. Used by one thread. */
public interface Sink extends AutoCloseable {
    /**
     * Hands over, connecting first where need be.
     *
     * @throws SinkAway when the receiver cannot be reached or does not answer; all of it is sent again later
     * @throws SinkRefuses when the receiver will never take these
     */
    void send(List<Parcel> parcels);

    /** Whether {@link #send} returns only when the receiver has said that it has them. */
    boolean acknowledges();

    /** Whether the connection over which the last parcels went still stands; false when there is none. */
    boolean stands();

    @Override
    void close();
}
