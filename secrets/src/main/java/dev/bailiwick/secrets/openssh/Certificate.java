package dev.bailiwick.secrets.openssh;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a user certificate says (PROTOCOL.certkeys). It allows nothing but its command: no terminal, no forwarding, for it has
 * no extension.
 *
 * @param id what sshd writes into its log at every login
 * @param from the addresses it may come from, as sshd's {@code source-address}
 */
record Certificate(
        long serial,
        String id,
        List<String> principals,
        Instant after,
        Instant before,
        String command,
        Optional<String> from) {
    static final String TYPE = "ssh-ed25519-cert-v01@openssh.com";

    private static final int USER = 1;

    Certificate {
        if (serial <= 0) throw new IllegalArgumentException("a list of serials cannot revoke number zero");
        if (principals.isEmpty()) throw new IllegalArgumentException("a certificate for nobody would be for everybody");
        if (command.isBlank()) throw new IllegalArgumentException("a certificate runs one command");
        principals = List.copyOf(principals);
    }

    /** Signed by the authority. The same certificate is the same bytes each time: nothing in it is chance. */
    byte[] signed(KeyPair holder, byte[] nonce, KeyPair authority) {
        var body = new Wire()
                .string(TYPE)
                .string(nonce)
                .string(holder.point())
                .number(serial)
                .number(USER)
                .string(id)
                .strings(principals)
                .number(after.getEpochSecond())
                .number(before.getEpochSecond())
                .string(options())
                .string(new byte[0])
                .string(new byte[0])
                .string(authority.publicBlob());
        return concat(body, authority.sign(body.bytes()));
    }

    private static byte[] concat(Wire body, byte[] signature) {
        return body.string(signature).bytes();
    }

    /** Critical ones, in the order of their names. */
    private byte[] options() {
        var options = new Wire()
                .string("force-command")
                .string(new Wire().string(command).bytes());
        from.ifPresent(addresses -> options.string("source-address")
                .string(new Wire().string(addresses).bytes()));
        return options.bytes();
    }

    static String line(byte[] signed) {
        return TYPE + " " + Base64.getEncoder().encodeToString(signed);
    }
}
