package dev.bailiwick.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.command.Verdict.Decision;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.json.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools do with their arguments, judged without a list of commands. */
class CommandsTest {
    private final Commands commands = World.COMMANDS;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls -la src",
                "cat -n a b",
                "head -20 a",
                "tail -n +3 a",
                "grep -rnE 'x|y' --include='*.c' src",
                "grep -e a -e b f",
                "sort -t, -k2,2n a",
                "sort -o b a",
                "cut -d: -f1 a",
                "tr -d 'a-z'",
                "uniq -c a b",
                "wc -l a",
                "find . -name '*.c' -newer a -type f -print0",
                "find src -maxdepth 2 -size +1M",
                "sed 's/a/b/g' f",
                "sed -n '/x/,$p' f",
                "sed -i.bak 's/[a-z]/X/' f",
                "sed -e 1d -e '$!N;P;D' f",
                "sed 's#/usr#/opt#' f",
                "awk '{print $2}' f",
                "awk -F: '$3 > 5 {n++} END {print n}' f",
                "awk '{print \"a>b|c\"}' f",
                "jq -r '.a[] | select(.b == 1)' f",
                "jq --arg n 1 '.[$n]' f",
                "tar czf a.tgz src",
                "tar xzf a.tgz -C out",
                "tar -tvf a.tar",
                "unzip -l a.zip",
                "zip -r a.zip src",
                "cp -r a b",
                "mv a b",
                "rm -f a",
                "rm -rf build",
                "mkdir -p a/b",
                "chmod +x run.sh",
                "chmod 644 a",
                "touch a",
                "ln -s a b",
                "dd if=a of=b bs=1M",
                "tee a",
                "git status -sb",
                "git log --oneline -n 5 -- src",
                "git diff HEAD~1",
                "git add src",
                "git commit -m 'a b'",
                "git stash pop",
                "sysctl kernel.ostype",
                "yq eval '.a' f.yaml",
                "gcc -Iinclude -lm -o a a.c",
                "ps aux",
                "df -h",
                "free -m",
                "ss -ltn",
                "ip -br addr show",
                "systemctl status nginx",
                "journalctl -u nginx --no-pager -n 50",
                "dpkg -l",
                "apt list --installed",
                "pip list",
                "npm ls",
                "docker ps -a",
                "xmllint --format a.xml",
                "sqlite3 a.db 'select * from t'",
                "pandoc -o a.html a.md",
                "gzip -k a",
                "diff -ru a b",
                "patch -p1 -i a.patch",
                "date +%F",
                "cat a | sort | uniq -c > b",
                "cd src && ls",
                "test -f a && echo yes",
                "[ -d a ] || mkdir a",
                "LC_ALL=C sort a",
                "echo a > /dev/null",
                "cat /usr/share/dict/words",
                "/usr/bin/cat a",
                "gcc -O2 -o a a.c",
                "convert a.png -resize 50% b.png"
            })
    void reading_and_writing_below_the_working_directory_passes(String line) {
        var verdict = judge(line);
        assertThat(verdict.decision()).as("%s: %s", line, verdict.reasons()).isEqualTo(Decision.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // programs of the caller's choice
                "find . -exec id ';'",
                "find . -execdir id +",
                "find . -ok id ';'",
                "xargs rm",
                "env id",
                "nice id",
                "timeout 5 id",
                "nohup id",
                "setsid id",
                "stdbuf -o0 id",
                "sh -c id",
                "bash x.sh",
                "busybox sh",
                "python3 -c x",
                "python3 x.py",
                "python3",
                "perl -e x",
                "ruby x",
                "node -e x",
                "node -r ./x y.js",
                "php -r x",
                "lua x",
                "awk 'BEGIN{system(\"id\")}'",
                "awk 'BEGIN{\"id\" | getline}'",
                "awk '{print > \"f\"}' a",
                "awk '{print | \"sh\"}' a",
                "awk -f x a",
                "awk '/\"/{system(\"id\")} /\"/' a",
                "awk '@load \"filefuncs\"' a",
                "sed 1e a",
                "sed 's/a/id/e' f",
                "sed 'w out' f",
                "sed -n 'r /etc/x' f",
                "sed -f x f",
                "sed 's/[/]/x/e;s/]/y/' f",
                "sed '1!G;e id' f",
                "sort --compress-program=sh a",
                "sort --compress=sh a",
                "tar xf a --to-command=id",
                "tar cf a b --checkpoint=1 --checkpoint-action=exec=id",
                "tar -I id -cf a b",
                "tar cf a --use-compress-program=id b",
                "tar -F id -cf a b",
                "zip a b -T -TT id",
                "zip a b -TTid",
                "split --filter=id a",
                "rg --pre id x",
                "ag --pager id x",
                "man -P id x",
                "man -H id",
                "git -c core.pager=id log",
                "git --exec-path=. log",
                "git diff --ext-diff",
                "git grep -Oid x",
                "git bisect run id",
                "git rebase -x id",
                "git difftool",
                "git config core.pager id",
                "git config alias.x '!id'",
                "git clone ext::id",
                "git submodule foreach id",
                "git commit -e",
                "make",
                "make -f x",
                "make SHELL=x",
                "cmake -P x",
                "gdb -ex x",
                "strace id",
                "ltrace id",
                "watch id",
                "script -c id",
                "expect -c x",
                "vim x",
                "vi -c x",
                "ed x",
                "emacs x",
                "less -k x y",
                "ssh h id",
                "scp a h:b",
                "rsync -e id a b",
                "socat a b",
                "nc -e id h 1",
                "nmap h",
                "nmap --script=x h",
                "ld.so /bin/id",
                "/lib64/ld-linux-x86-64.so.2 /bin/id",
                "./x",
                "/tmp/ls",
                "../ls",
                "dir/cat a",
                "at now",
                "crontab x",
                "crontab -",
                "systemd-run id",
                "command id",
                "exec id",
                "eval id",
                ". x",
                "source x",
                "parallel id",
                "tclsh x",
                "gcc -wrapper id,x a.c",
                "ctags --options=x a",
                "gawk -l x y",
                "dc -e '!id'",
                "openssl enc -in /etc/shadow",
                "curl file:///etc/shadow",
                "curl https://x.example/",
                "wget https://x.example/",
                "ping x.example",
                "dig x.example",
                "getent hosts x",
                "pip install x",
                "npm install",
                "npx x",
                "cargo run",
                "apt install x",
                "docker run x",
                "docker exec x sh",
                "kubectl get pods",
                "mvn exec:exec",
                "mvn test",
                "npm test",
                "java -jar x",
                "sqlite3 a '.shell id'",
                "sqlite3 a \"select load_extension('x')\"",
                "sqlite3 a \"select writefile('/etc/x','')\"",
                "jq -n env",
                "jq -n '$ENV'",
                "jq -L . 'import \"x\" as x; .'",
                "exiftool -if 'system(1)' a",
                "magick -script x",
                "convert 'msl:x' y",
                "convert '@x' y",
                "pandoc -t x.lua a",
                "pandoc --lua-filter x a",
                "ldd x",
                "hyperfine id",
                "time id",
                "flock x id",
                // places
                "cat /etc/passwd",
                "cat ../x",
                "cat a/../../x",
                "cat /proc/self/environ",
                "cat .env",
                "cat sub/.ssh/id_rsa",
                "cat key.pem",
                "head -c 9 /etc/shadow",
                "grep -f /etc/shadow x",
                "wc --files0-from=x",
                "sort -T /tmp a",
                "cp a /etc/x",
                "cp a ../b",
                "cp x/pre-commit .git/hooks",
                "cp -r hooks .git",
                "mv .bashrc x",
                "cp evil/.bashrc .",
                "tee /etc/x",
                "dd of=/dev/sda",
                "echo x > .git/hooks/pre-commit",
                "echo x >> .bashrc",
                "echo x > /etc/x",
                "echo x > ../x",
                "tee .git/config",
                "tar xf a -C /",
                "tar -Pxf a",
                "unzip a -d /",
                "ln -s /etc/x y",
                "rm -rf .",
                "rm -rf ./",
                "rm -rf /",
                "find . -delete",
                "find / -fprintf /x a",
                "chmod 777 a",
                "chmod u+s a",
                "chmod o+w a",
                "chown root a",
                "install -m 4755 a b",
                "cd /",
                "cd ..",
                "cd a; rm b",
                "cd a || rm b",
                "cd .. && rm x",
                "cd a && rm ../../b",
                "cd .git && tee hooks/x",
                "sort -o /etc/x a",
                "sed -i s/a/b/ /etc/hosts",
                "patch -d / -i a",
                "git -C / init",
                "git -C .git/hooks init",
                "gcc -o /etc/x a.c",
                // the running system, other accounts, variables
                "sudo ls",
                "su",
                "doas ls",
                "kill 1",
                "pkill x",
                "systemctl restart x",
                "systemctl enable x",
                "systemctl link ./x.service",
                "journalctl --vacuum-time=1s",
                "ss -K",
                "date -s x",
                "date 010100",
                "hostname x",
                "sysctl -w x=1",
                "sysctl kernel.core_pattern=x",
                "sysctl -n /../../etc/x",
                "git -C sub status",
                "cd sub && git status",
                "git --git-dir=x status",
                "nm @x",
                "less +!id a",
                "more +x a",
                "tar xf host:a.tar",
                "tar cf h:a b",
                "cat x | python3 -",
                "cp -t .git/hooks a",
                "cp -t . evil/.bashrc",
                "git reset --hard",
                "ps auxe",
                "ps e",
                "xz --files=x",
                "sed -f x a",
                "gawk -i inplace 1 a",
                "ln -s evil/.bashrc .",
                "java /tmp/X.java",
                "ack --output=x y",
                "gcc @x a.c",
                "chafa https://x.example/a.png",
                "llc -load=x.so a",
                "keep-header a -- id",
                "7z x a.7z -o..",
                "yq 'load(\"x\")' f",
                "yq eval 'env(X)' f",
                "mount a b",
                "iptables -F",
                "ip link set x down",
                "ip netns exec x id",
                "reboot",
                "dmesg -c",
                "passwd",
                "env",
                "printenv",
                "envsubst",
                "LD_PRELOAD=./x.so ls",
                "PATH=. ls",
                "GIT_SSH=x git status",
                "PAGER=id git log",
                "TZ=/etc/x date",
                "LANG=../x ls",
                "unheard-of a",
                "sort --unheard-of a",
                "ls -~",
                "gh pr list",
                "aws s3 ls"
            })
    void everything_else_asks_or_is_denied(String line) {
        assertThat(judge(line).decision()).as(line).isNotEqualTo(Decision.ALLOW);
    }

    @Test
    void a_line_is_as_strict_as_its_strictest_part() {
        for (String join : List.of(" | ", " && ", " || ", "; ")) {
            assertThat(judge("ls" + join + "cat a").decision()).isEqualTo(Decision.ALLOW);
            assertThat(judge("ls" + join + "sudo ls").decision()).isEqualTo(Decision.APPROVE);
            assertThat(judge("sudo ls" + join + "ls").decision()).isEqualTo(Decision.APPROVE);
        }
    }

    @Test
    void one_word_more_never_opens_what_was_closed_by_another() {
        long seed = Long.getLong("bailiwick.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var tools = commands.specified().stream().toList();
        List<String> dangers =
                List.of("> /etc/x", "| sh", "&& sudo ls", "; ./x", "|| curl https://x.example/", "2> ../x");
        for (int i = 0; i < 20_000; i++) {
            String tool = tools.get(random.nextInt(tools.size()));
            String line = tool + words(random) + " " + dangers.get(random.nextInt(dangers.size()));
            assertThat(judge(line).decision()).as("seed %d: %s", seed, line).isNotEqualTo(Decision.ALLOW);
        }
    }

    /** Whatever stands before it: a path outside is never written by a tool that passes. */
    @Test
    void no_described_tool_passes_with_a_secret_file_as_its_argument() {
        for (String tool : commands.specified()) {
            if (List.of("echo", "printf", "cd").contains(tool)) continue;
            var analysis = commands.analyse(tool + " ./.ssh/id_rsa");
            boolean reads = analysis.touches().stream()
                    .anyMatch(touch -> touch.kind() == Touch.Kind.READ || touch.kind() == Touch.Kind.WRITE);
            if (reads)
                assertThat(judge(tool + " ./.ssh/id_rsa").decision()).as(tool).isNotEqualTo(Decision.ALLOW);
        }
    }

    @Test
    void the_tools_are_many_and_common() {
        assertThat(commands.specified())
                .hasSizeGreaterThan(150)
                .contains("git", "tar", "find", "sed", "awk", "docker", "apt", "systemctl", "npm", "pip");
        assertThat(commands.known()).hasSizeGreaterThan(1_000).contains("sudo", "ssh", "kubectl", "xargs");
    }

    @Test
    void a_data_file_that_contradicts_itself_is_refused() {
        assertThatThrownBy(() -> data("{\"names\": \"x\"}, {\"names\": \"x\"}")).hasMessageContaining("twice");
        assertThatThrownBy(() -> data("{\"names\": \"x\", \"options\": \"-a:nothing\"}"))
                .hasMessageContaining("not a meaning");
        assertThatThrownBy(() -> data("{\"names\": \"x\", \"unheard\": 1}")).hasMessageContaining("unheard");
    }

    private static Commands data(String tools) {
        return Commands.of(
                List.of(Json.parseObject("{\"format\": \"bailiwick-commands-1\", \"tools\": [" + tools + "]}")));
    }

    private static String words(Random random) {
        List<String> words = List.of(
                "a",
                "-a",
                "--",
                "-n",
                "1",
                "'x y'",
                "-x",
                "--help",
                "--version",
                "b=c",
                "-",
                "-q",
                "show",
                "list",
                "-c",
                "-f");
        var out = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) out.append(' ').append(words.get(random.nextInt(words.size())));
        return out.toString();
    }

    private Verdict judge(String line) {
        return new AnyProfile().judge(commands.analyse(line), commands.places());
    }
}
