package dev.bailiwick.host.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts, peers and reach. */
class AccountsTest {
    private static final Account STRANGER = new Account("stranger", 3_999_999, Set.of(3_999_999L));

    @TempDir
    Path folder;

    @Test
    void root_is_number_nought_everywhere() {
        assertThat(Accounts.number("root")).contains(0L);
        assertThat(Accounts.name(0)).contains("root");
        assertThat(Accounts.find("root").orElseThrow().isRoot()).isTrue();
    }

    @Test
    void our_own_account_is_what_the_kernel_says() throws IOException {
        var own = Accounts.own();
        var mine = Files.createFile(folder.resolve("mine"));
        assertThat(Files.getAttribute(mine, "unix:uid")).isEqualTo((int) own.number());
        assertThat(own.groups()).isNotEmpty();
        assertThat(Accounts.find(own.name())).map(Account::number).contains(own.number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-u", "--help", "no such account", "a;b", "$(id)", "root\n", "nosuchaccount"})
    void a_name_that_is_no_account_has_no_number(String name) {
        assertThat(Accounts.number(name)).isEmpty();
        assertThat(Accounts.find(name)).isEmpty();
    }

    @Test
    void digits_are_a_number_that_may_have_no_name() {
        assertThat(Accounts.number("3999999")).contains(3_999_999L);
        assertThat(Accounts.name(3_999_999)).isEmpty();
    }

    @Test
    void the_other_end_of_a_socket_is_named_by_the_kernel() throws IOException {
        var path = folder.resolve("s");
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(path));
            try (var client = SocketChannel.open(UnixDomainSocketAddress.of(path));
                    var server = listener.accept()) {
                assertThat(Peer.account(server)).isEqualTo(Accounts.own().name());
                assertThat(Peer.account(client)).isEqualTo(Accounts.own().name());
            }
        }
    }

    @Test
    void another_account_at_the_other_end_is_named() throws IOException, InterruptedException {
        require(Accounts.own().isRoot(), "only root can become another account");
        require(Files.isExecutable(Path.of("/usr/bin/python3")), "no /usr/bin/python3 to speak as another account");
        openUp(folder);
        var path = folder.resolve("s");
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
            for (var number : List.of("65534", "3999999")) {
                var script = "import socket,sys; s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); s.recv(1)";
                var command = List.of(
                        "setpriv",
                        "--reuid=" + number,
                        "--regid=65534",
                        "--clear-groups",
                        "/usr/bin/python3",
                        "-c",
                        script,
                        path.toString());
                var child = new ProcessBuilder(command).inheritIO().start();
                try (var server = listener.accept()) {
                    assertThat(Peer.account(server))
                            .isEqualTo(Accounts.name(Long.parseLong(number)).orElse(number));
                }
                assertThat(child.waitFor()).isZero();
            }
        }
    }

    @Test
    void a_file_of_ours_alone_is_out_of_reach() throws IOException {
        var file = file("rw-------");
        assertThat(new Reach(STRANGER).canRead(file)).isFalse();
        assertThat(new Reach(STRANGER).wayToChange(file)).isEmpty();
    }

    @Test
    void a_file_for_all_is_in_reach_unless_a_folder_above_is_closed() throws IOException {
        var file = file("rw-rw-rw-");
        openUp(folder);
        assertThat(new Reach(STRANGER).canRead(file)).isTrue();
        assertThat(new Reach(STRANGER).wayToChange(file)).contains("account \"stranger\" can write \"" + file + "\"");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        assertThat(new Reach(STRANGER).canRead(file)).isFalse();
        assertThat(new Reach(STRANGER).wayToChange(file)).isEmpty();
    }

    @Test
    void a_file_in_a_folder_that_others_can_write_can_be_replaced() throws IOException {
        var file = file("rw-------");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(new Reach(STRANGER).wayToChange(file)).contains("account \"stranger\" can write \"" + folder + "\"");
    }

    @Test
    void a_sticky_folder_protects_what_is_there_and_not_what_will_be() throws IOException, InterruptedException {
        var file = file("rw-------");
        assertThat(new ProcessBuilder("chmod", "1777", folder.toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(new Reach(STRANGER).wayToChange(file)).isEmpty();
        assertThat(new Reach(STRANGER).wayToChange(folder.resolve("new"))).isPresent();
    }

    @Test
    void a_group_counts_for_its_members_alone() throws IOException {
        var file = file("rw-r-----");
        openUp(folder);
        long group = Integer.toUnsignedLong((int) Files.getAttribute(file, "unix:gid"));
        var member = new Account("member", 3_999_998, Set.of(group));
        assertThat(new Reach(member).canRead(file)).isTrue();
        assertThat(new Reach(STRANGER).canRead(file)).isFalse();
        assertThat(new Reach(member).wayToChange(file)).isEmpty();
    }

    @Test
    void a_link_is_as_open_as_its_target_and_as_the_folder_it_lies_in() throws IOException {
        openUp(folder);
        var target = file("rw-rw-rw-");
        var link = Files.createSymbolicLink(folder.resolve("link"), target);
        assertThat(new Reach(STRANGER).wayToChange(link)).contains("account \"stranger\" can write \"" + target + "\"");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        assertThat(new Reach(STRANGER).wayToChange(link)).isEmpty();
    }

    @Test
    void the_owner_reaches_what_the_mode_denies() throws IOException {
        var file = file("---------");
        var owner = new Account(
                "owner",
                Accounts.own().number() == 0 ? 3_999_997 : Accounts.own().number(),
                Set.of());
        if (Accounts.own().isRoot()) Files.setAttribute(file, "unix:uid", (int) owner.number());
        openUp(folder);
        assertThat(new Reach(owner).wayToChange(file)).isPresent();
    }

    @Test
    void root_reaches_everything_and_what_is_not_there_is_unknown() throws IOException {
        var root = new Reach(new Account("root", 0, Set.of(0L)));
        assertThat(root.canRead(file("---------"))).isTrue();
        assertThat(root.wayToChange(folder)).isPresent();
        assertThat(new Reach(STRANGER).canRead(folder.resolve("nothing"))).isTrue();
    }

    private Path file(String mode) throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }

    private static void openUp(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void require(boolean given, String why) {
        if (given) return;
        System.err.println("skipped: " + why);
        Assumptions.abort(why);
    }
}
