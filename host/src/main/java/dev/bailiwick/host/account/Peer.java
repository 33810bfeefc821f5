package dev.bailiwick.host.account;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a Unix-domain socket: what the kernel noted when it connected (unix(7), SO_PEERCRED). */
public final class Peer {
    private Peer() {}

    /**
     * The account's name, or its number in digits when it has no name.
     *
     * @throws IOException when the kernel does not say
     */
    public static String account(SocketChannel connection) throws IOException {
        try {
            return connection
                    .getOption(ExtendedSocketOptions.SO_PEERCRED)
                    .user()
                    .getName();
        } catch (UnsupportedOperationException e) {
            throw new IOException("this system does not say who is at the other end of a socket", e);
        }
    }
}
