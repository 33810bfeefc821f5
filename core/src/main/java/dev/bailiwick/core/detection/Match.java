package dev.bailiwick.core.detection;

/**
 * A rule met in a folded text.
 *
 * @param number the rule's number among all rules
 * @param start its first character
 * @param end behind its last character
 * @param at the place of its last word, in half words
 */
record Match(int number, Rule rule, int start, int end, int at) {}
