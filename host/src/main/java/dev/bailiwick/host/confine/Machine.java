package dev.bailiwick.host.confine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of system calls where they differ between machines (Linux's tables: x86-64's own, and the generic one of arm64).
 *
 * @param architecture as audit(7) names it: what a filter compares first
 * @param copy clone(2)
 * @param limits prlimit64(2)
 * @param reap wait4(2)
 * @param rights capset(2)
 * @param denied calls that are denied to every agent, by number
 */
record Machine(
        int architecture,
        int openat,
        int chdir,
        int umask,
        int setgroups,
        int setresuid,
        int setresgid,
        int signalMask,
        int prctl,
        int seccomp,
        int execve,
        int copy,
        int socket,
        int socketpair,
        int limits,
        int reap,
        int rights,
        Sockets sockets,
        List<Integer> denied) {
    /** Calls on sockets and descriptors, as x86-64 and arm64 number them. */
    record Sockets(
            int bind, int listen, int accept, int connect, int shutdown, int read, int write, int close, int ioctl) {}

    static final int CLONE3 = 435;
    static final int CLOSE_RANGE = 436;
    static final int PIDFD_OPEN = 434;
    static final int PIDFD_GETFD = 438;
    static final int LANDLOCK_CREATE = 444;
    static final int LANDLOCK_ADD = 445;
    static final int LANDLOCK_RESTRICT = 446;

    /** As {@code core.hardening.SystemCalls} names them. */
    private static final String DENIED_X86_64 = """
            101 103 134 135 136 139 153 154 155 156 159 161 163 164 165 166 167 168 169 170 171 172 173 174 175 176 177
            178 179 180 181 182 183 184 185 212 227 236 237 238 239 246 248 249 250 256 272 279 298 300 301 303 304 305
            308 310 311 312 313 319 320 321 322 323 425 426 427 428 429 430 431 432 433 438 440 442 443 447 448 450 457
            458 467""";

    private static final String DENIED_ARM64 = """
            18 39 40 41 42 51 58 60 89 92 97 104 105 106 112 116 117 142 161 162 170 171 217 218 219 224 225 235 236 237
            238 239 241 262 263 266 268 270 271 272 273 279 280 281 282 294 425 426 427 428 429 430 431 432 433 438 440
            442 443 447 448 450 457 458 467""";

    private static final Machine X86_64 = new Machine(
            0xC000003E,
            257,
            80,
            95,
            116,
            117,
            119,
            14,
            157,
            317,
            59,
            56,
            41,
            53,
            302,
            61,
            126,
            new Sockets(49, 50, 288, 42, 48, 0, 1, 3, 16),
            numbers(DENIED_X86_64));

    private static final Machine ARM64 = new Machine(
            0xC00000B7,
            56,
            49,
            166,
            159,
            147,
            149,
            135,
            167,
            277,
            221,
            220,
            198,
            199,
            261,
            260,
            91,
            new Sockets(200, 201, 242, 203, 210, 63, 64, 57, 29),
            numbers(DENIED_ARM64));

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split("\\s+", -1)).map(Integer::parseInt).toList();
    }

    /** Empty where the numbers are not known. */
    static Optional<Machine> here() {
        if (!System.getProperty("os.name").equals("Linux")) return Optional.empty();
        return of(System.getProperty("os.arch"));
    }

    static Optional<Machine> of(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64", "arm64" -> Optional.of(ARM64);
            default -> Optional.empty();
        };
    }
}
