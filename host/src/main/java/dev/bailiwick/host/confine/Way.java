package dev.bailiwick.host.confine;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.util.HexFormat;

/**
 * One way somebody could try to get out: a socket, and where it is connected to.
 *
 * @param type 1 a stream, 2 datagrams, 3 raw
 * @param to nowhere: the socket alone is the way
 */
record Way(String name, int type, int protocol, SocketAddress to) {
    static Way stream(String name, SocketAddress to) {
        return new Way(name, 1, 0, to);
    }

    static Way datagrams(String name, SocketAddress to) {
        return new Way(name, 2, 0, to);
    }

    static Way raw(String name, int family, int protocol) {
        return new Way(name, 3, protocol, SocketAddress.nowhere(family));
    }

    JsonObject json() {
        return JsonObject.with("name", name)
                .and("type", JsonNumber.of(type))
                .and("protocol", JsonNumber.of(protocol))
                .and("family", JsonNumber.of(to.family()))
                .and("to", to.hex())
                .build();
    }

    private static String hex(String text) {
        HexFormat.of().parseHex(text);
        return text;
    }

    static Way of(Fields fields) {
        var way = new Way(
                fields.text("name"),
                Math.toIntExact(fields.number("type")),
                Math.toIntExact(fields.number("protocol")),
                new SocketAddress(Math.toIntExact(fields.number("family")), fields.parsed("to", Way::hex)));
        fields.end();
        return way;
    }
}
