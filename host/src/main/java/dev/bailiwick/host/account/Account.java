package dev.bailiwick.host.account;

import java.util.Set;

/**
 * An account of the operating system.
 *
 * @param groups the groups it is in, its own first group among them
 */
public record Account(String name, long number, Set<Long> groups) {
    public Account {
        groups = Set.copyOf(groups);
    }

    public boolean isRoot() {
        return number == 0;
    }
}
