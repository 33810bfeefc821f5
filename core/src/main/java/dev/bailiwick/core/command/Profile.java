package dev.bailiwick.core.command;

/** Whose rules judge a line. A line is as strict as its strictest part. */
public sealed interface Profile permits AnyProfile, AllowlistProfile {
    Verdict judge(Analysis analysis, Places places);
}
