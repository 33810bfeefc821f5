package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.hardening.Check;

/** The account and its folders, as a POSIX script that may run again and again. */
final class AccountScript {
    private AccountScript() {}

    static Artefact render(AgentProfile profile) {
        var account = profile.account().name();
        var files = profile.files();
        var draft = new Artefact.Draft()
                .line("#!/bin/sh")
                .line(Artefacts.stamp(profile))
                .line("# ROOT=/some/where sh account.sh makes the folders below another root, as image builds want it.")
                .line("set -eu")
                .line("root=${ROOT:-}")
                .line("if ! getent passwd " + account + " >/dev/null; then")
                .line(
                        "  useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "
                                + account,
                        Check.ACC_01)
                .line("fi")
                .line("usermod --home /nonexistent --shell /usr/sbin/nologin --lock " + account, Check.ACC_02)
                .line("usermod --groups '' " + account, Check.ACC_03)
                .line("folder() { mkdir -p \"$root$3\"; chown \"$1\" \"$root$3\"; chmod \"$2\" \"$root$3\"; }")
                .line("# configuration and log belong to root: the agent reads the one and cannot change either")
                .line("folder root:" + account + " 0750 " + files.config(), Check.ACC_04)
                .line("folder root:root 0700 " + files.log(), Check.LOG_01);
        for (var each : files.writable()) draft.line("folder " + account + ":" + account + " 0750 " + each);
        for (var secret : files.secrets()) {
            draft.line("if [ -e \"$root" + secret + "\" ]; then")
                    .line("  chown " + account + ":" + account + " \"$root" + secret + "\"")
                    .line("  chmod 0600 \"$root" + secret + "\"", Check.SEC_01)
                    .line("fi");
        }
        return draft.asProgram("account.sh");
    }
}
