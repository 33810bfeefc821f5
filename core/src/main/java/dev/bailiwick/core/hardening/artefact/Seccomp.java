package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.SystemCalls;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The filter of system calls as container runtimes read it (OCI runtime specification, linux.seccomp). What is not named is
 * refused with EPERM. {@code clone3} answers ENOSYS, so that the C library falls back to {@code clone}, whose flags a filter
 * sees; only processors' own calling conventions are named, so the 32-bit ones are no way around.
 */
final class Seccomp {
    private static final String ALLOW = "SCMP_ACT_ALLOW";
    private static final int ENOSYS = 38;

    /** Every CLONE_NEW flag (sched.h). */
    private static final long NEW_NAMESPACES = 0x7E020080L;

    /** AF_UNIX, AF_INET, AF_INET6, AF_NETLINK (socket.h). */
    private static final List<Integer> FAMILIES = List.of(1, 2, 10, 16);

    private Seccomp() {}

    static Artefact render(AgentProfile profile) {
        List<JsonValue> rules = new ArrayList<>();
        rules.add(rule(SystemCalls.allowed(profile.denied()), ALLOW).build());
        rules.add(conditional(
                "clone",
                condition(0, NEW_NAMESPACES, "SCMP_CMP_MASKED_EQ")
                        .and("valueTwo", 0)
                        .build()));
        for (int family : FAMILIES)
            rules.add(conditional("socket", condition(0, family, "SCMP_CMP_EQ").build()));
        rules.add(conditional("socketpair", condition(0, 1, "SCMP_CMP_EQ").build()));
        rules.add(rule(List.of("clone3"), "SCMP_ACT_ERRNO")
                .and("errnoRet", ENOSYS)
                .build());
        var filter = JsonObject.with("defaultAction", "SCMP_ACT_ERRNO")
                .and("defaultErrnoRet", 1)
                .and("architectures", JsonArray.ofStrings(List.of("SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64")))
                .and("syscalls", new JsonArray(rules))
                .build();
        Map<Check, Integer> lines = new EnumMap<>(Check.class);
        lines.put(Check.CTR_09, 2);
        return new Artefact("seccomp.json", Json.pretty(filter) + "\n", false, lines);
    }

    private static JsonObject conditional(String name, JsonObject condition) {
        return rule(List.of(name), ALLOW).and("args", JsonArray.of(condition)).build();
    }

    private static JsonObject.Builder rule(List<String> names, String action) {
        return JsonObject.with("names", JsonArray.ofStrings(names)).and("action", action);
    }

    private static JsonObject.Builder condition(int argument, long value, String comparison) {
        return JsonObject.with("index", JsonNumber.of(argument))
                .and("value", value)
                .and("op", comparison);
    }
}
