package dev.bailiwick.console.frame;

import java.time.Instant;
import java.util.Optional;

/**
 * What stands around a page.
 *
 * @param nonce the only thing that lets a script run on this page
 * @param person who is signed in
 * @param now the server's clock: countdowns follow it, not the browser's
 * @param frozen the standing order that everything is frozen, when there is one
 * @param path the path of this page, to mark it in the navigation
 */
public record Chrome(
        String nonce,
        String title,
        Optional<String> person,
        int pending,
        Instant now,
        Optional<String> frozen,
        String path) {
    public String asset(String name) {
        return Assets.address(name);
    }

    /** {@code page} for the navigation's entry this page belongs to. */
    public String current(String entry) {
        boolean here = entry.equals("/") ? path.equals("/") || path.startsWith("/approvals") : path.startsWith(entry);
        return here ? "page" : "false";
    }
}
