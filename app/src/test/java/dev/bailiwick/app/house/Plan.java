package dev.bailiwick.app.house;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The plan: which floor stands on which, what each may touch. Every answer is a list of sentences; empty means all is well. */
final class Plan {
    private static final String HOUSE = "dev.bailiwick.";

    /** From the ground up; rooms of one floor do not import one another, but for cedar, which may use json. */
    private static final Map<String, Integer> FLOORS = floors(
            List.of("json", "cedar"),
            List.of("core"),
            List.of("procedure"),
            List.of("tlog", "store", "host", "connector", "gateway", "console"),
            List.of("app"));

    @SafeVarargs
    private static Map<String, Integer> floors(List<String>... rooms) {
        Map<String, Integer> floors = new HashMap<>();
        for (int i = 0; i < rooms.length; i++) for (String room : rooms[i]) floors.put(room, i + 1);
        return Map.copyOf(floors);
    }

    private static final List<Set<String>> BANDS = List.of(
            Set.of("value", "command", "secrecy"),
            Set.of("people", "catalog", "guide", "register", "node", "credential"),
            Set.of("detection", "session", "policy", "decision", "approval", "exposure"),
            Set.of(
                    "audit",
                    "control",
                    "review",
                    "hardening",
                    "incident",
                    "compliance",
                    "risk",
                    "template",
                    "programme",
                    "architecture"));

    /** Clocks, files, sockets, chance, threads, and the ways to reach them unseen. */
    private static final Pattern WORLD = Pattern.compile(String.join(
            "|",
            "java\\.io\\.(File|RandomAccess|Console)\\w*\\..*",
            "java\\.nio\\.(file|channels)\\..*",
            "java\\.net\\.(?!URI\\.).*",
            "javax\\.net\\..*",
            "java\\.util\\.(Random|SplittableRandom|Timer\\w*|Date|Calendar|GregorianCalendar|Scanner|ServiceLoader)\\..*",
            "java\\.util\\.random\\..*",
            "java\\.util\\.logging\\..*",
            "java\\.util\\.UUID\\.randomUUID",
            "java\\.util\\.Collections\\.shuffle",
            "java\\.util\\.Locale\\.getDefault",
            "java\\.util\\.TimeZone\\.getDefault",
            "java\\.util\\.concurrent\\.(ThreadLocalRandom|Executors|ForkJoinPool|CompletableFuture|Scheduled\\w*)\\..*",
            "java\\.util\\.concurrent\\.TimeUnit\\.sleep",
            "java\\.security\\.(SecureRandom|KeyPairGenerator)\\..*",
            "javax\\.crypto\\.KeyGenerator\\..*",
            "java\\.lang\\.(Math|StrictMath)\\.random",
            "java\\.lang\\.System\\.(currentTimeMillis|nanoTime|getenv|getProperty|getProperties|getLogger|exit|console|in|out|err|identityHashCode|load\\w*)",
            "java\\.lang\\.(Boolean\\.getBoolean|Integer\\.getInteger|Long\\.getLong)",
            "java\\.lang\\.(Thread|ThreadGroup|Process|ProcessBuilder|ProcessHandle|Runtime|ClassLoader)\\..*",
            "java\\.lang\\.Class\\.(forName|getResource\\w*|getClassLoader)",
            "java\\.lang\\.reflect\\..*",
            "java\\.lang\\.foreign\\..*",
            "java\\.time\\.(Clock|InstantSource)\\..*",
            "java\\.time\\.(\\w+|chrono\\.\\w+)\\.now",
            "java\\.time\\.ZoneId\\.systemDefault",
            "java\\.nio\\.charset\\.Charset\\.defaultCharset"));

    /** What floor 3 may hold of it: a source of instants, locks, executors; and passing on that it was interrupted. */
    private static final Pattern PROCEDURES = Pattern.compile(
            "java\\.lang\\.Thread\\.(currentThread|interrupt)|java\\.time\\.InstantSource\\..*|java\\.util\\.concurrent\\.(Executors|CompletableFuture|Scheduled\\w*)\\..*");

    private Plan() {}

    /** Calls to the world on floors that have none. */
    static List<String> worldlyCalls(Collection<CompiledClass> classes) {
        List<String> faults = new ArrayList<>();
        for (var each : classes) {
            int floor = floor(each.name()).orElse(5);
            for (String member : floor <= 3 ? each.members() : Set.<String>of()) {
                boolean worldly = WORLD.matcher(member).matches();
                boolean allowed = floor == 3 && PROCEDURES.matcher(member).matches();
                if (worldly && !allowed) faults.add(each.name() + " on floor " + floor + " calls " + member);
            }
        }
        return faults;
    }

    /** Imports upwards, between rooms of one floor, or of libraries that do not belong there. */
    static List<String> wrongImports(Collection<CompiledClass> classes) {
        List<String> faults = new ArrayList<>();
        for (var each : classes) {
            var floor = floor(each.name());
            for (String type : floor.isPresent() ? each.types() : Set.<String>of()) {
                if (isWrong(each.name(), floor.get(), type)) faults.add(each.name() + " imports " + type);
            }
        }
        return faults;
    }

    private static boolean isWrong(String from, int floor, String type) {
        var other = floor(type);
        if (other.isEmpty()) {
            boolean library = !type.startsWith("java.") && type.indexOf('.') > 0 && !type.startsWith(HOUSE);
            boolean reader = room(from).equals("json") && type.startsWith("tools.jackson.core.");
            return floor <= 3 && library && !reader && !type.startsWith("org.jspecify.");
        }
        if (room(from).equals(room(type))) return false;
        boolean cedarOnJson = room(from).equals("cedar") && room(type).equals("json");
        return other.get() > floor || (other.get() == floor && !cedarOnJson);
    }

    /** Core's packages import from their own band or from one before it. */
    static List<String> brokenBands(Collection<CompiledClass> classes) {
        List<String> faults = new ArrayList<>();
        for (var each : classes) {
            if (!each.name().startsWith(HOUSE + "core.")) continue;
            int own = band(each.name());
            if (own < 0) faults.add(each.packageName() + " is in no band");
            for (String type : each.types()) {
                if (type.startsWith(HOUSE + "core.") && band(type) > own) faults.add(each.name() + " imports " + type);
            }
        }
        return faults;
    }

    private static int band(String type) {
        String feature = type.split("\\.", -1)[3];
        for (int i = 0; i < BANDS.size(); i++) if (BANDS.get(i).contains(feature)) return i;
        return -1;
    }

    /** Packages that import one another, directly or around a corner. */
    static List<String> cycles(Collection<CompiledClass> classes) {
        Map<String, Set<String>> imports = new TreeMap<>();
        for (var each : classes) {
            for (String type : each.types()) {
                String other = CompiledClass.packageOf(type);
                if (type.startsWith(HOUSE) && !other.equals(each.packageName())) {
                    imports.computeIfAbsent(each.packageName(), _ -> new TreeSet<>())
                            .add(other);
                }
            }
        }
        List<String> faults = new ArrayList<>();
        for (String name : imports.keySet()) {
            if (reached(name, imports).contains(name)) faults.add(name + " is reached by its own imports");
        }
        return faults;
    }

    private static Set<String> reached(String start, Map<String, Set<String>> imports) {
        Set<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(imports.getOrDefault(start, Set.of()));
        while (!open.isEmpty()) {
            String next = open.removeLast();
            if (reached.add(next)) open.addAll(imports.getOrDefault(next, Set.of()));
        }
        return reached;
    }

    /** Packages that are checked for null by nobody: neither they nor their module is {@code @NullMarked}. */
    static List<String> unmarked(Collection<CompiledClass> classes) {
        Map<String, Boolean> marked = new HashMap<>();
        for (var each : classes) {
            if (each.name().contains("module-info")) continue;
            boolean info = each.name().endsWith(".package-info") && each.nullMarked();
            marked.merge(each.packageName(), info || floor(each.name()).orElse(5) <= 3, Boolean::logicalOr);
        }
        List<String> faults = new ArrayList<>();
        classes.stream()
                .filter(each -> each.name().startsWith("module-info") && !each.nullMarked())
                .forEach(each -> faults.add(each.name() + " is not @NullMarked"));
        marked.forEach((name, is) -> {
            // the template compiler writes packages of its own
            if (!is && name.startsWith(HOUSE) && !name.startsWith(HOUSE + "console.jte"))
                faults.add(name + " is not @NullMarked");
        });
        return faults.stream().sorted().toList();
    }

    private static Optional<Integer> floor(String type) {
        return Optional.ofNullable(FLOORS.get(room(type)));
    }

    private static String room(String type) {
        if (!type.startsWith(HOUSE)) return "";
        String rest = type.substring(HOUSE.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? "" : rest.substring(0, dot);
    }
}
