package dev.bailiwick.core.hardening;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;

/**
 * The most an agent may use.
 *
 * @param memoryMiB memory and swap together
 * @param cpuPercent of one processor
 * @param processes threads count too
 * @param openFiles for each process
 * @param commandSeconds how long one command may run
 * @param commandCpuSeconds how long each process of it may compute
 */
public record Limits(
        long memoryMiB, long cpuPercent, long processes, long openFiles, long commandSeconds, long commandCpuSeconds) {
    private static final int LONGEST_COMMAND = 86_400;

    public Limits {
        between(commandSeconds, 1, LONGEST_COMMAND);
        between(commandCpuSeconds, 1, LONGEST_COMMAND);
        between(memoryMiB, 64, 1 << 20);
        between(cpuPercent, 5, 12_800);
        between(processes, 16, 1 << 15);
        between(openFiles, 64, 1 << 20);
    }

    private static long between(long number, long least, long most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException("expected " + least + " to " + most);
        }
        return number;
    }

    static Limits of(Fields fields) {
        var limits = new Limits(
                fields.whole("memoryMiB", number -> between(number, 64, 1 << 20)),
                fields.whole("cpuPercent", number -> between(number, 5, 12_800)),
                fields.whole("processes", number -> between(number, 16, 1 << 15)),
                fields.whole("openFiles", number -> between(number, 64, 1 << 20)),
                seconds(fields, "commandSeconds", 600),
                seconds(fields, "commandCpuSeconds", 300));
        fields.end();
        return limits;
    }

    private static long seconds(Fields fields, String name, long usual) {
        return fields.has(name) ? fields.whole(name, number -> between(number, 1, LONGEST_COMMAND)) : usual;
    }

    /** As runtimes write it: {@code 1.50}. */
    public String cpus() {
        return cpuPercent / 100 + "." + (cpuPercent % 100 < 10 ? "0" : "") + cpuPercent % 100;
    }

    JsonObject json() {
        return JsonObject.with("memoryMiB", JsonNumber.of(memoryMiB))
                .and("cpuPercent", cpuPercent)
                .and("processes", processes)
                .and("openFiles", openFiles)
                .and("commandSeconds", commandSeconds)
                .and("commandCpuSeconds", commandCpuSeconds)
                .build();
    }
}
