package dev.bailiwick.core.command;

/**
 * Where a command runs, seen from where the line starts.
 *
 * @param prefix what its relative paths start with: empty, or ends in a slash
 */
record Folder(String prefix) {
    static final Folder START = new Folder("");

    Folder into(String path) {
        return new Folder(path(path) + "/");
    }

    String path(String path) {
        return path.startsWith("/") ? path : prefix + path;
    }

    /** The touch, its path seen from where the line starts. */
    Touch moved(Touch touch) {
        return switch (touch.kind()) {
            case READ, WRITE, TREE, SCRIPT -> new Touch(touch.kind(), path(touch.operand()), touch.because());
            case NETWORK, SEND, PROGRAM, PROJECT, INLINE, INSTALL, PRIVILEGE, PERSISTENCE, SECRET, SYSTEM, UNKNOWN ->
                touch;
        };
    }
}
