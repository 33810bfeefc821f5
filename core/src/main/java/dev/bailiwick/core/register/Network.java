package dev.bailiwick.core.register;

import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.core.value.Host;
import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.core.value.MailAddress;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * What counts as inside. Whatever is not listed is external: nothing is inside because its name or its address looks like it.
 *
 * @param hosts lines as {@link HostPattern} reads them: a host, {@code *.corp.example} for one label below, {@code
 *     **.corp.example} for every name below; each with or without a port
 * @param addresses address blocks as {@link AddressBlock} reads them; they say what a URL with that very address means, not
 *     what a name resolves to
 * @param recipients who may be written to inside: {@code *@corp.example}, {@code ana@corp.example}, {@code slack:C0123}
 * @param closed lines like those, and {@code slack:#hr-*}: whom no agent writes to, whoever approves
 * @param stated what the file says of mailboxes, folders and channels inside
 * @param labels the same with what another system says, as it was last read
 * @param labelSource where that is read
 */
public record Network(
        Set<String> hosts,
        Set<String> addresses,
        Set<String> recipients,
        Set<String> closed,
        Labels stated,
        Labels labels,
        Optional<LabelSource> labelSource) {
    public static final Network NOTHING = new Network(Set.of(), Set.of());

    /** @throws IllegalArgumentException when a line is none */
    public Network {
        hosts = HostPattern.canonical(hosts);
        addresses = Set.copyOf(addresses);
        recipients = Set.copyOf(recipients);
        addresses.forEach(AddressBlock::of);
        recipients.forEach(Network::requireRecipient);
        closed = Set.copyOf(closed);
        closed.forEach(Network::requireRecipient);
    }

    public Network(Set<String> hosts, Set<String> addresses, Set<String> recipients) {
        this(hosts, addresses, recipients, Set.of(), Labels.NONE, Labels.NONE, Optional.empty());
    }

    public Network(Set<String> hosts, Set<String> addresses) {
        this(hosts, addresses, Set.of());
    }

    public JsonObject json() {
        return JsonObject.with("hosts", sorted(hosts))
                .and("addresses", sorted(addresses))
                .and("recipients", sorted(recipients))
                .and("closed", closed.isEmpty() ? Optional.empty() : Optional.of(sorted(closed)))
                .and("labels", stated.isEmpty() ? Optional.empty() : Optional.of(stated.json()))
                .and("labelsFrom", labelSource.map(LabelSource::json))
                .build();
    }

    private static JsonArray sorted(Set<String> lines) {
        return JsonArray.ofStrings(lines.stream().sorted().toList());
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no network */
    public static Network of(Fields fields) {
        var stated = Labels.of(fields.list("labels"));
        var source = fields.optionalObject("labelsFrom").map(Fields::of).map(LabelSource::of);
        var network = new Network(
                Set.copyOf(
                        fields.eachParsed("hosts", text -> HostPattern.of(text).toString())),
                Set.copyOf(fields.eachParsed(
                        "addresses", text -> AddressBlock.of(text).toString())),
                Set.copyOf(fields.eachParsed("recipients", Network::requireRecipient)),
                Set.copyOf(fields.eachParsed("closed", Network::requireRecipient)),
                stated,
                source.isPresent() ? Labels.UNREADABLE : stated,
                source);
        fields.end();
        return network;
    }

    /** The same with what another system says of what is inside. */
    public Network labelling(Labels read) {
        return new Network(hosts, addresses, recipients, closed, stated, stated.and(read), labelSource);
    }

    public boolean inside(Url url) {
        return inside(url.host(), url.port());
    }

    public boolean inside(Host host, int port) {
        return HostPattern.listed(hosts, host, port)
                || host.address()
                        .filter(address ->
                                addresses.stream().map(AddressBlock::of).anyMatch(block -> block.contains(address)))
                        .isPresent();
    }

    /** Whether this address is inside: listed itself, or its domain is. */
    public boolean inside(MailAddress address) {
        return recipients.contains(address.toString()) || recipients.contains("*@" + address.domain());
    }

    /** Whether this {@code channel:target} is listed, letter for letter. */
    public boolean insideChannel(String target) {
        return target.indexOf(':') > 0 && recipients.contains(target);
    }

    /** Whether no agent writes there. Where the channel is not said, it may be any. */
    public boolean closedTo(String channel, String target) {
        var mail = MailAddress.read(target);
        return closed.stream()
                .anyMatch(line -> mail.filter(address -> line.equals("*@" + address.domain()))
                                .isPresent()
                        || matches(line, mail.map(MailAddress::toString).orElse(target))
                        || (channel.isEmpty()
                                ? matches(line.substring(line.indexOf(':') + 1), target)
                                : matches(line, channel + ":" + target)));
    }

    private static boolean matches(String line, String target) {
        return line.endsWith("*") ? target.startsWith(line.substring(0, line.length() - 1)) : line.equals(target);
    }

    static String requireRecipient(String line) {
        boolean domain = line.startsWith("*@")
                && MailAddress.read("x" + line.substring(1)).isPresent();
        boolean mail = MailAddress.read(line).isPresent();
        boolean channel = line.matches("[a-z][a-z0-9-]{0,30}:[\\p{Graph}]{1,200}");
        if (!domain && !mail && !channel) {
            throw new IllegalArgumentException(
                    "not a recipient such as *@corp.example, ana@corp.example or slack:C0123");
        }
        return line;
    }
}
