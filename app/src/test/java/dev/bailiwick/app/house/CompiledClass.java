package dev.bailiwick.app.house;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a class file shows of itself, read only: nothing is loaded or run.
 *
 * @param name with dots
 * @param members every method and field of other classes it refers to, as {@code java.lang.System.nanoTime}
 * @param types every type it mentions, with dots
 * @param nullMarked whether it carries {@code @NullMarked} itself (a package-info or module-info)
 */
record CompiledClass(String name, Set<String> members, Set<String> types, boolean nullMarked) {
    private static final Pattern TYPE = Pattern.compile("L([\\w$/]+)[;<]");

    static CompiledClass of(byte[] bytes) {
        return of(ClassFile.of().parse(bytes));
    }

    private static CompiledClass of(ClassModel model) {
        Set<String> members = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case MemberRefEntry member ->
                    members.add(dots(member.owner().asInternalName()) + "."
                            + member.name().stringValue());
                case ClassEntry type -> types.addAll(typesIn(type.asInternalName()));
                case NameAndTypeEntry pair -> types.addAll(typesIn(pair.type().stringValue()));
                case MethodTypeEntry method ->
                    types.addAll(typesIn(method.descriptor().stringValue()));
                default -> {}
            }
        }
        model.fields().forEach(field -> types.addAll(typesIn(field.fieldType().stringValue())));
        model.methods()
                .forEach(method -> types.addAll(typesIn(method.methodType().stringValue())));
        return new CompiledClass(dots(model.thisClass().asInternalName()), members, types, isNullMarked(model));
    }

    private static Set<String> typesIn(String text) {
        Set<String> found = new TreeSet<>();
        if (!text.startsWith("[") && !text.startsWith("(") && !text.endsWith(";")) found.add(dots(text));
        var matcher = TYPE.matcher(text);
        while (matcher.find()) found.add(dots(matcher.group(1)));
        return found;
    }

    private static boolean isNullMarked(ClassModel model) {
        return model.findAttribute(Attributes.runtimeVisibleAnnotations())
                .filter(all -> all.annotations().stream()
                        .anyMatch(each -> each.className().equalsString("Lorg/jspecify/annotations/NullMarked;")))
                .isPresent();
    }

    private static String dots(String internal) {
        return internal.replace('/', '.');
    }

    String packageName() {
        return packageOf(name);
    }

    static String packageOf(String type) {
        int dot = type.lastIndexOf('.');
        return dot < 0 ? "" : type.substring(0, dot);
    }

    /** Every class of ours on the class path, tests left out. */
    static List<CompiledClass> ofTheHouse() {
        List<CompiledClass> classes = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            if (entry.endsWith("test-classes") || entry.endsWith("-tests.jar")) continue;
            var path = Path.of(entry);
            try {
                if (Files.isDirectory(path.resolve("dev/bailiwick"))) read(path, classes);
                else if (path.getFileName().toString().startsWith("bailiwick-") && entry.endsWith(".jar"))
                    readJar(path, classes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return classes;
    }

    private static void readJar(Path jar, List<CompiledClass> classes) throws IOException {
        try (var files = FileSystems.newFileSystem(jar)) {
            read(files.getPath("/"), classes);
        }
    }

    private static void read(Path root, List<CompiledClass> classes) throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                classes.add(moduleNamed(of(Files.readAllBytes(file)), root));
            }
        }
    }

    /** All modules' descriptors are called module-info: their place tells them apart. */
    private static CompiledClass moduleNamed(CompiledClass read, Path root) {
        return read.name.equals("module-info")
                ? new CompiledClass("module-info@" + root, read.members, read.types, read.nullMarked)
                : read;
    }
}
