package dev.bailiwick.core.command;

/**
 * One thing a command would touch.
 *
 * @param operand the path, address or option it is about: the agent's own words
 * @param because one clause in our words
 */
public record Touch(Kind kind, String operand, String because) {
    /** What happens to it. */
    public enum Kind {
        /** A file or folder is read. */
        READ("it reads a file"),
        /** A file is made, changed or removed. */
        WRITE("it writes a file"),
        /** Everything below a folder is removed. */
        TREE("it removes whole folders"),
        /** Another machine is asked. */
        NETWORK("it talks to another machine"),
        /** Something is sent to another machine. */
        SEND("it sends something to another machine"),
        /** A program of the caller's choice runs. */
        PROGRAM("it runs a program that its arguments choose"),
        /** A program file is run by its interpreter. */
        SCRIPT("it runs a program file"),
        /** The project's own build or tests run. */
        PROJECT("it runs what the project defines"),
        /** Code stands in the arguments or comes from standard input. */
        INLINE("it runs code from its arguments or its input"),
        /** Software is installed or published. */
        INSTALL("it installs or publishes software"),
        /** Rights are widened, or another account is used. */
        PRIVILEGE("it changes who may do what"),
        /** Something stays that runs later. */
        PERSISTENCE("it plants something that runs later"),
        /** Credentials are shown. */
        SECRET("it reads where credentials are kept"),
        /** The running machine is changed: services, processes, mounts, clocks. */
        SYSTEM("it changes the running system"),
        /** Nobody described this. */
        UNKNOWN("nobody described this argument");

        private final String clause;

        Kind(String clause) {
            this.clause = clause;
        }

        /** Whether it is only about files. */
        boolean ordinary() {
            return this == READ || this == WRITE || this == TREE;
        }

        public String clause() {
            return clause;
        }
    }

    static Touch of(Kind kind, String operand) {
        return new Touch(kind, operand, kind.clause);
    }
}
