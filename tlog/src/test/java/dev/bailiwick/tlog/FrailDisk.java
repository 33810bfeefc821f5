package dev.bailiwick.tlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A disk in memory that knows what was forced and what was not. It loses power at a chosen operation, and what comes back
 * afterwards lacks, keeps or tears everything that was not forced. It can also be full, or fail to force.
 */
final class FrailDisk implements Disk {
    /** What becomes of unforced writes and folder changes when the power is lost. */
    enum Loss {
        DROPS_ALL,
        KEEPS_ALL,
        TEARS
    }

    /** How the disk behaves while it has power. */
    enum Health {
        WELL,
        /** Writes a part and fails. */
        FULL,
        /** Fails to force, and forgets that it has not. */
        FORGETS
    }

    private static final class Write {
        private final long at;
        private final byte[] bytes;

        private Write(long at, byte[] bytes) {
            this.at = at;
            this.bytes = bytes;
        }
    }

    private static final class Inode {
        private byte[] forced = new byte[0];
        private byte[] seen = new byte[0];
        private final List<Write> unforced = new ArrayList<>();
    }

    private record Change(String folder, Consumer<Map<String, Inode>> apply) {}

    private final Map<String, Inode> forcedNames = new LinkedHashMap<>();
    private final Map<String, Inode> names = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final int lastOperation;
    private int operations;
    private Health health = Health.WELL;

    /** @param lastOperation the one at which the power is lost */
    FrailDisk(int lastOperation) {
        this.lastOperation = lastOperation;
    }

    synchronized int operations() {
        return operations;
    }

    synchronized boolean hasPower() {
        return operations < lastOperation;
    }

    synchronized void become(Health health) {
        this.health = health;
    }

    /** The disk after the power is back. */
    synchronized FrailDisk after(Loss loss, Random random) {
        operations = lastOperation;
        var survivor = new FrailDisk(Integer.MAX_VALUE);
        var found = new LinkedHashMap<>(forcedNames);
        Map<String, Integer> kept = new LinkedHashMap<>();
        for (var change : changes) kept.merge(change.folder(), 1, Integer::sum);
        kept.replaceAll((_, count) -> switch (loss) {
            case DROPS_ALL -> 0;
            case KEEPS_ALL -> count;
            case TEARS -> random.nextInt(count + 1);
        });
        for (var change : changes) {
            if (kept.merge(change.folder(), -1, Integer::sum) >= 0)
                change.apply().accept(found);
        }
        found.forEach((name, inode) -> {
            var content = new Inode();
            content.forced = content.seen = surviving(inode, loss, random);
            survivor.names.put(name, content);
            survivor.forcedNames.put(name, content);
        });
        return survivor;
    }

    private static byte[] surviving(Inode inode, Loss loss, Random random) {
        byte[] bytes = inode.forced;
        for (var write : inode.unforced) {
            int length = switch (loss) {
                case DROPS_ALL -> 0;
                case KEEPS_ALL -> write.bytes.length;
                case TEARS -> random.nextInt(write.bytes.length + 1);
            };
            byte[] part = Arrays.copyOf(write.bytes, length);
            boolean sizeKept = loss == Loss.TEARS && random.nextBoolean();
            if (sizeKept) part = Arrays.copyOf(part, write.bytes.length); // the size arrived, the blocks did not
            if (part.length > 0) bytes = patched(bytes, write.at, part);
        }
        return bytes;
    }

    private static byte[] patched(byte[] bytes, long at, byte[] part) {
        byte[] patched = Arrays.copyOf(bytes, Math.max(bytes.length, (int) at + part.length));
        System.arraycopy(part, 0, patched, (int) at, part.length);
        return patched;
    }

    private void operation() throws IOException {
        if (operations >= lastOperation) throw new IOException("no power");
        operations++;
        if (operations == lastOperation) throw new IOException("the power is lost");
    }

    private void change(String name, Consumer<Map<String, Inode>> apply) {
        apply.accept(names);
        changes.add(new Change(Disk.folderOf(name), apply));
    }

    @Override
    public synchronized Content create(String name, Access access) throws IOException {
        operation();
        if (names.containsKey(name)) throw new FileAlreadyExistsException(name);
        var inode = new Inode();
        change(name, map -> map.put(name, inode));
        return new File(inode);
    }

    @Override
    public synchronized Content open(String name) throws IOException {
        var inode = names.get(name);
        if (inode == null) throw new NoSuchFileException(name);
        return new File(inode);
    }

    @Override
    public Content reopen(String name) throws IOException {
        return open(name);
    }

    @Override
    public synchronized boolean exists(String name) {
        return names.containsKey(name);
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        operation();
        if (!names.containsKey(from)) throw new NoSuchFileException(from);
        change(to, map -> {
            var inode = map.remove(from);
            if (inode != null) map.put(to, inode);
        });
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        operation();
        if (!names.containsKey(name)) throw new NoSuchFileException(name);
        change(name, map -> map.remove(name));
    }

    @Override
    public synchronized List<String> list(String folder) {
        String prefix = folder + "/";
        var found = new TreeSet<String>();
        for (String name : names.keySet()) {
            if (!name.startsWith(prefix)) continue;
            String rest = name.substring(prefix.length());
            found.add(rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest);
        }
        return List.copyOf(found);
    }

    @Override
    public synchronized void makeFolder(String folder) throws IOException {
        operation();
    }

    @Override
    public synchronized void forceFolder(String folder) throws IOException {
        operation();
        changes.removeIf(change -> {
            if (!change.folder().equals(folder)) return false;
            change.apply().accept(forcedNames);
            return true;
        });
    }

    private final class File implements Content {
        private final Inode inode;

        private File(Inode inode) {
            this.inode = inode;
        }

        @Override
        public long size() {
            synchronized (FrailDisk.this) {
                return inode.seen.length;
            }
        }

        @Override
        public void read(ByteBuffer into, long at) {
            synchronized (FrailDisk.this) {
                int count = (int) Math.min(into.remaining(), inode.seen.length - at);
                if (count > 0) into.put(inode.seen, (int) at, count);
            }
        }

        @Override
        public void write(ByteBuffer from, long at) throws IOException {
            synchronized (FrailDisk.this) {
                if (!hasPower()) throw new IOException("no power");
                boolean part = health == Health.FULL;
                var bytes = new byte[part ? from.remaining() / 2 : from.remaining()];
                from.get(bytes);
                inode.seen = patched(inode.seen, at, bytes);
                inode.unforced.add(new Write(at, bytes));
                operation();
                if (part) throw new IOException("no space left on device");
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (FrailDisk.this) {
                operation();
                if (health == Health.FORGETS) {
                    inode.unforced.clear();
                    throw new IOException("input/output error");
                }
                for (var write : inode.unforced) inode.forced = patched(inode.forced, write.at, write.bytes);
                inode.unforced.clear();
            }
        }

        @Override
        public void close() {}
    }
}
