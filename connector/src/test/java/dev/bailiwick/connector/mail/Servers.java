package dev.bailiwick.connector.mail;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A Dovecot and an aiosmtpd, each with a port on loopback, in one folder. */
public final class Servers implements AutoCloseable {
    private static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Process dovecot;
    private final Process smtpd;
    final int imap;
    final int smtp;

    public Servers(Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.exists(DOVECOT), "dovecot-imapd is not installed");
        assumeTrue(
                Files.exists(Path.of("/usr/lib/python3/dist-packages/aiosmtpd")), "python3-aiosmtpd is not installed");
        this.folder = folder;
        imap = free();
        smtp = free();
        dovecot = new ProcessBuilder(
                        DOVECOT.toString(), "-F", "-c", configured().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        smtpd = new ProcessBuilder(
                        "/usr/bin/python3",
                        "-u",
                        "-m",
                        "aiosmtpd",
                        "-n",
                        "-l",
                        "127.0.0.1:" + smtp,
                        "-c",
                        "aiosmtpd.handlers.Debugging",
                        "stdout")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("taken").toFile())
                .start();
        until(() -> answers(imap) && answers(smtp));
    }

    /** As whoever runs it; as root its mail is nobody's, for Dovecot serves none of root's. */
    private Path configured() throws IOException, InterruptedException {
        boolean root = "root".equals(System.getProperty("user.name"));
        var user = root ? "nobody" : System.getProperty("user.name");
        var group = run("id", "-gn", user);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var each : new String[] {"run", "mail", "home"}) Files.createDirectories(folder.resolve(each));
        if (root)
            run(
                    "chown",
                    "-R",
                    user + ":" + group,
                    folder.resolve("mail").toString(),
                    folder.resolve("home").toString());
        Files.writeString(folder.resolve("users"), "desk:{PLAIN}mailbox-canary\n");
        return Files.writeString(folder.resolve("dovecot.conf"), """
                protocols = imap
                listen = 127.0.0.1
                base_dir = %1$s/run
                log_path = %1$s/log
                ssl = no
                disable_plaintext_auth = no
                mail_location = maildir:%1$s/mail
                default_login_user = %2$s
                default_internal_user = %2$s
                default_internal_group = %3$s
                first_valid_uid = 1
                passdb {
                  driver = passwd-file
                  args = %1$s/users
                }
                userdb {
                  driver = static
                  args = uid=%2$s gid=%3$s home=%1$s/home
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %4$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service anvil {
                  chroot =
                }
                """.formatted(folder, user, group, imap));
    }

    /** A mailbox here, as a person would seal it. */
    public String account(String password) {
        return JsonObject.with("imap", "imap://127.0.0.1:" + imap)
                .and("smtp", "smtp://127.0.0.1:" + smtp)
                .and("user", "desk")
                .and("password", password)
                .and("from", "desk@corp.example")
                .build()
                .text();
    }

    /** Lays a letter into the inbox. */
    public void lay(String text) throws IOException {
        lay("new/1.a.host", text);
    }

    void lay(String name, String text) throws IOException {
        for (var each : List.of("new", "cur", "tmp"))
            Files.createDirectories(folder.resolve("mail").resolve(each));
        Files.writeString(folder.resolve("mail").resolve(name), text);
        if ("root".equals(System.getProperty("user.name")))
            new ProcessBuilder("chown", "-R", "nobody", folder.resolve("mail").toString())
                    .start()
                    .onExit()
                    .join();
    }

    private static String run(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException(text);
        return text.strip();
    }

    /** Every letter that was taken, as it came. */
    public String taken() {
        try {
            return Files.readString(folder.resolve("taken"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Waits for what must come to pass. */
    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("it did not come to that");
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static boolean answers(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        dovecot.destroy();
        smtpd.destroyForcibly();
        try {
            dovecot.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
