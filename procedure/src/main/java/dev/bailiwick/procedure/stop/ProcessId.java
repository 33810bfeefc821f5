package dev.bailiwick.procedure.stop;

/**
 * One process, for ever: numbers are given again, but not with the same moment of birth.
 *
 * @param pid its number
 * @param started when it began, in whatever unit its host counts; on Linux clock ticks since boot ({@code proc(5)}, field 22)
 */
public record ProcessId(long pid, long started) {}
