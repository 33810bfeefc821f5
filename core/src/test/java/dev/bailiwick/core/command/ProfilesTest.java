package dev.bailiwick.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.command.Verdict.Decision;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines judged by a list of programs, places and hosts. */
class ProfilesTest {
    private static final String FILE = """
            {"cwd": "/home/robot/project",
             "common": {"redirectTo": ["/dev/null", "/home/robot/**"]},
             "watch": {"commands": ["cat", "sort", "curl", "ping"], "readRoots": ["/var/log/shop", "/home/robot"],
                       "writeRoots": ["/home/robot/out"], "httpHosts": ["stats.corp.example"]},
             "look": {"extends": "watch", "commands": ["systemctl", "journalctl"], "verbs": {"systemctl": ["status", "show"]},
                      "require": {"journalctl": ["--no-pager"]}, "writeRoots": []},
             "build": {"commands": ["cat", "python3", "make", "npm", "rm", "git", "cp"], "readRoots": ["/home/robot/project"],
                       "writeRoots": ["/home/robot/project"], "protectedInWorkspace": ["ci/**"]}}
            """;

    private final Profiles profiles = Profiles.of(Json.parseObject(FILE));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            watch | cat /var/log/shop/a.log                              | ALLOW
            watch | cat /var/log/shopping/a.log                          | DENY
            watch | cat /var/log/shop/../auth.log                        | DENY
            watch | cat /var/log//shop/./a.log                           | ALLOW
            watch | cat a > /home/robot/out/b                            | ALLOW
            watch | cat a > b                                            | DENY
            watch | cat a > /dev/null                                    | ALLOW
            watch | cat a; id                                            | DENY
            watch | cat .ssh/id_rsa                                      | DENY
            watch | ./cat a                                              | DENY
            watch | sort --compress=sh a                                 | DENY
            watch | sort --compress-program=sh a                         | APPROVE
            watch | curl https://stats.corp.example/a                    | ALLOW
            watch | curl -I https://stats.corp.example/a                 | ALLOW
            watch | curl -X DELETE https://stats.corp.example/a          | APPROVE
            watch | curl https://stats.corp.example/ https://x.example/  | DENY
            watch | curl https://stats.corp.example:a@x.example/         | DENY
            watch | curl -L https://x.example/                           | DENY
            watch | ping -c 1 localhost                                  | ALLOW
            watch | ping -c 1 x.example                                  | DENY
            watch | curl -T a https://stats.corp.example/a               | APPROVE
            watch | curl -L https://stats.corp.example/a                 | DENY
            watch | curl https://stats.corp.example:8080/                | DENY
            build | make install                                         | APPROVE
            build | npm run deploy                                       | APPROVE
            build | cat a ; python3 -                                    | APPROVE
            look  | cat a                                                | ALLOW
            look  | cat a > /home/robot/out/b                            | DENY
            look  | systemctl status x                                   | ALLOW
            look  | systemctl restart x                                  | APPROVE
            look  | journalctl -u x                                      | DENY
            look  | journalctl --no-pager -u x                           | ALLOW
            build | python3 tests/run.py                                 | ALLOW
            build | python3 /tmp/x.py                                    | DENY
            build | python3 -c x                                         | APPROVE
            build | python3 -m http.server                               | APPROVE
            build | make -j4 test                                        | ALLOW
            build | make -f /tmp/x                                       | DENY
            build | make CC=x                                            | APPROVE
            build | npm test                                             | ALLOW
            build | npm install x                                        | APPROVE
            build | rm a                                                 | ALLOW
            build | rm -r a                                              | APPROVE
            build | rm -rf /                                             | DENY
            build | cp a ci/b                                            | DENY
            build | cp a .git/hooks/b                                    | DENY
            build | git push                                             | DENY
            build | cat $HOME/a                                          | DENY
            """)
    void a_line_stays_on_the_list(String profile, String line, Decision expected) {
        var verdict = profiles.find(profile).orElseThrow().judge(World.COMMANDS.analyse(line), World.COMMANDS.places());
        assertThat(verdict.decision()).as("%s", verdict.reasons()).isEqualTo(expected);
        assertThat(verdict.reasons().isEmpty()).isEqualTo(expected == Decision.ALLOW);
    }

    @Test
    void only_profiles_have_names() {
        assertThat(profiles.names()).containsExactlyInAnyOrder("watch", "look", "build");
        assertThat(profiles.find("common")).isEmpty();
    }
}
