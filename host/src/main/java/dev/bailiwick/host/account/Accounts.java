package dev.bailiwick.host.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The accounts of this machine: from {@code /etc/passwd} (passwd(5)) and, where they come from a directory service, from
 * {@code id}. A name of digits alone is a number, as everywhere on Unix where no account bears it as its name.
 */
public final class Accounts {
    private static final Path PASSWD = Path.of("/etc/passwd");
    private static final Path OURSELVES = Path.of("/proc/self/status");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    private static final int NAME_FIELD = 0;
    private static final int NUMBER_FIELD = 2;
    private static final int GROUP_FIELD = 3;

    private Accounts() {}

    /** The account this process acts as, by the kernel's word and not by any setting. */
    public static Account own() {
        long number = effective("Uid:").orElseGet(Accounts::numberOfUserName);
        var name = name(number).orElse(String.valueOf(number));
        Set<Long> groups = new TreeSet<>(groups(name));
        effective("Gid:").ifPresent(groups::add);
        return new Account(name, number, groups);
    }

    private static long numberOfUserName() {
        var name = System.getProperty("user.name", "");
        return number(name).orElseThrow(() -> new IllegalStateException("this process's own account cannot be found"));
    }

    /** The second of the four numbers: real, effective, saved, file system. */
    private static Optional<Long> effective(String label) {
        return lines(OURSELVES).stream()
                .filter(line -> line.startsWith(label))
                .map(line ->
                        Long.parseLong(line.substring(label.length()).strip().split("\\s+", -1)[1]))
                .findFirst();
    }

    public static Optional<Account> find(String name) {
        return number(name).map(number -> new Account(name(number).orElse(name), number, groups(name)));
    }

    /** The number of an account, empty when there is none of this name. */
    public static Optional<Long> number(String name) {
        if (!NAME.matcher(name).matches()) return Optional.empty();
        var listed = passwd(NAME_FIELD, name).map(fields -> Long.parseLong(fields.get(NUMBER_FIELD)));
        if (listed.isPresent()) return listed;
        if (NUMBER.matcher(name).matches()) return Optional.of(Long.parseLong(name));
        return id("-u", name).map(Long::parseLong);
    }

    /** The name of an account, empty when its number has none. */
    public static Optional<String> name(long number) {
        return passwd(NUMBER_FIELD, String.valueOf(number))
                .map(fields -> fields.get(NAME_FIELD))
                .or(() -> id("-un", String.valueOf(number))
                        .filter(name -> NAME.matcher(name).matches()));
    }

    private static Set<Long> groups(String name) {
        var known = id("-G", name)
                .map(line ->
                        Arrays.stream(line.split(" ", -1)).map(Long::parseLong).collect(Collectors.toSet()));
        return known.or(() -> passwd(NAME_FIELD, name).map(fields -> Set.of(Long.parseLong(fields.get(GROUP_FIELD)))))
                .orElse(Set.of());
    }

    private static Optional<List<String>> passwd(int field, String value) {
        return lines(PASSWD).stream()
                .map(line -> List.of(line.split(":", -1)))
                .filter(fields ->
                        fields.size() > GROUP_FIELD && fields.get(field).equals(value))
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return List.of();
        }
    }

    /** One answer of id(1), empty when it has none. It sees what passwd(5) does not: LDAP, systemd's dynamic users. */
    private static Optional<String> id(String option, String account) {
        var builder = new ProcessBuilder("/usr/bin/id", option, "--", account)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                var line = reader.readLine();
                boolean ended = process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
                return ended ? Optional.ofNullable(line).map(String::strip) : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
