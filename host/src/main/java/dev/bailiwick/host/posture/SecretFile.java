package dev.bailiwick.host.posture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file that holds a secret, and everything about it that lets others at it: all at once, so that nobody mends it bit by bit.
 *
 * @param owner the one account besides root that may own it and the folders above
 */
record SecretFile(Path path, long owner) {
    private static final int OTHERS = 077;
    private static final int OTHERS_WRITE = 022;
    private static final int STICKY = 01000;

    List<String> complaints() throws IOException {
        if (Files.isSymbolicLink(path)) return List.of("it is a symbolic link");
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) return List.of("it is no file");
        List<String> wrong = new ArrayList<>();
        int mode = number(path, "mode");
        // with a list, the group's bits are the list's mask (acl(5))
        if (AccessList.names(path)) wrong.add("an access control list names others");
        else if ((mode & OTHERS) != 0) wrong.add("its mode is " + Integer.toOctalString(mode & 07777));
        if (foreign(path)) wrong.add("it belongs to account " + account(path));
        if (number(path, "nlink") > 1) wrong.add("it has " + number(path, "nlink") + " names");
        var folder = path.toAbsolutePath().normalize().getParent();
        if (folder != null) above(folder, wrong);
        return wrong;
    }

    private void above(Path nearest, List<String> wrong) throws IOException {
        if (!nearest.toRealPath().equals(nearest)) wrong.add("a folder above it is a symbolic link");
        for (Path folder = nearest; folder != null; folder = folder.getParent()) {
            int mode = number(folder, "mode");
            boolean shared = (mode & OTHERS_WRITE) != 0;
            if (shared && folder.equals(nearest)) wrong.add("others may write its folder");
            // in a sticky folder nobody renames what is another's (unlink(2))
            else if (shared && (mode & STICKY) == 0) wrong.add("others may write " + folder + " above it");
            if (foreign(folder)) wrong.add(folder + " above it belongs to account " + account(folder));
        }
    }

    private boolean foreign(Path file) throws IOException {
        long account = account(file);
        return account != 0 && account != owner;
    }

    private static long account(Path file) throws IOException {
        return Integer.toUnsignedLong(number(file, "uid"));
    }

    private static int number(Path file, String name) throws IOException {
        if (Files.getAttribute(file, "unix:" + name, LinkOption.NOFOLLOW_LINKS) instanceof Integer number)
            return number;
        throw new IOException("no " + name + " of " + file);
    }
}
