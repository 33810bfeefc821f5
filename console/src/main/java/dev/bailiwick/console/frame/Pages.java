package dev.bailiwick.console.frame;

/** One feature's pages. */
@FunctionalInterface
public interface Pages {
    void on(Routes routes);
}
