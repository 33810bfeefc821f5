package dev.bailiwick.host.isolation;

import dev.bailiwick.core.hardening.IsolationTable;
import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.procedure.incident.HostNetwork;
import dev.bailiwick.procedure.stop.HostUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine's network by nftables(8): {@link IsolationTable}, loaded whole, listed, and tried by a datagram that must not leave. */
public final class NftIsolation implements HostNetwork {
    private static final Path NFT = Path.of("/usr/sbin/nft");
    private static final int SECONDS = 5;

    /** A documentation address (RFC 5737) and the discard port (RFC 863): nobody is there. */
    private static final String NOBODY = "192.0.2.1";

    private static final int DISCARD = 9;

    /** What nft(8) says of a table that is not there. */
    private static final String NO_SUCH = "No such file or directory";

    @Override
    public void isolate(List<AddressBlock> forensic) {
        load(IsolationTable.forensic(forensic));
        if (!isolated()) throw new HostUnavailable("nft took the table and does not list it");
        if (leaves(NOBODY)) throw new HostUnavailable("the table stands, and a datagram left the machine all the same");
    }

    @Override
    public void release() {
        load(IsolationTable.gone());
    }

    private static void load(List<String> rules) {
        var said = nft(String.join("\n", rules) + "\n", "-f", "-");
        if (!said.well()) throw new HostUnavailable("nft refuses: " + said.firstLine());
    }

    @Override
    public boolean isolated() {
        var said = nft("", "list", "table", "inet", IsolationTable.NAME);
        if (!said.well() && !said.text().contains(NO_SUCH))
            throw new HostUnavailable("nft does not say whether the machine is cut off: " + said.firstLine());
        return said.well();
    }

    /** Whether the kernel takes it; a chain that drops it, and a machine without a way there, refuse it at once. */
    private static boolean leaves(String address) {
        try (var channel = DatagramChannel.open()) {
            channel.send(ByteBuffer.allocate(1), new InetSocketAddress(InetAddress.ofLiteral(address), DISCARD));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private record Said(boolean well, String text) {
        String firstLine() {
            return Untrusted.visible(text.lines().findFirst().orElse("nothing"));
        }
    }

    private static Said nft(String input, String... arguments) {
        if (!Files.isExecutable(NFT)) throw new HostUnavailable("nftables is not installed on this machine");
        var builder = new ProcessBuilder(Stream.concat(Stream.of(NFT.toString()), Stream.of(arguments))
                        .toList())
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            try {
                return ended(process, input);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new HostUnavailable("nft cannot be run: " + e.getMessage(), e);
        }
    }

    /** What it is told and says is a page at most, which a pipe takes: nobody waits for a reader. */
    private static Said ended(Process process, String input) throws IOException {
        try (var told = process.outputWriter(StandardCharsets.UTF_8)) {
            told.write(input);
        }
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) throw new HostUnavailable("nft does not end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostUnavailable("interrupted", e);
        }
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.exitValue() == 0, text);
    }
}
