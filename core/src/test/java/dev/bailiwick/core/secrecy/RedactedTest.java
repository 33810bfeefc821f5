package dev.bailiwick.core.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The secrets in here were made up for this test; {@code ~} splits them so that no scanner takes them for real ones. */
final class RedactedTest {
    private static Redacted redacted(String json) {
        return Redacted.of(Json.parseObject(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SERVICE_KEY   | aws s3 ls with AKIA~Q3EGT5XJ7KPLM2WZ now            | AKIA~Q3EGT5XJ7KPLM2WZ",
                "SERVICE_KEY   | git clone x ghp_~a8Kd03hfLQ9vTzR5uWcX1mYb7nPe2sJg4o6i | ghp_~a8Kd03hfLQ9vTzR5uWcX1mYb7nPe2sJg4o6i",
                "SERVICE_KEY   | github_pat_~11ABCDEFG0aBcDeFgHiJkL_mNoPqRsTuVwXyZ01234 | 11ABCDEFG0aBcDeFgHiJkL_mNoPqRsTuVwXyZ01234",
                "SERVICE_KEY   | glpat-~xA9dK2mQ7vR4tY8wZ1bN                           | xA9dK2mQ7vR4tY8wZ1bN",
                "SERVICE_KEY   | send xoxb-~123456789012-abcdefGHIJKL                  | 123456789012-abcdefGHIJKL",
                "SERVICE_KEY   | key sk_live_~4eC39HqLyjWDarjtT1zdp7dc.                | sk_live_~4eC39HqLyjWDarjtT1zdp7dc",
                "SERVICE_KEY   | AIza~SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6q              | AIza~SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6q",
                "SERVICE_KEY   | sk-ant-~api03-Zx8Kd03hfLQ9vTzR5uWcX1mYb7nPe2sJg       | Zx8Kd03hfLQ9vTzR5uWcX1mYb7nPe2sJg",
                "SERVICE_KEY   | npm_~a8Kd03hfLQ9vTzR5uWcX1mYb7nPe2sJg4o6i            | a8Kd03hfLQ9vTzR5uWcX1mYb7nPe2sJg4o6i",
                "SERVICE_KEY   | bot 123456789:AA~Fh8Kd03hfLQ9vTzR5uWcX1mYb7nPe2sJg    | AA~Fh8Kd03hfLQ9vTzR5uWcX1mYb7nPe2sJg",
                "WEB_TOKEN     | t=eyJ~hbGciOiJIUzI1NiJ9.eyJ~zdWIiOiJhbmEifQ.c2lnbmF0dXJl | eyJ~zdWIiOiJhbmEifQ",
                "AUTHORIZATION | curl -H 'Authorization: Basic YW5hOmh1bnRlcjI=' x     | YW5hOmh1bnRlcjI=",
                "AUTHORIZATION | use Bearer abcdefghijklmnop now                       | abcdefghijklmnop",
                "AUTHORIZATION | Cookie: session=abc; theme=dark                       | session=abc",
                "PASSWORD      | psql postgres://ana:hunter2@db.internal/crm           | hunter2",
                "PASSWORD      | mysql --password=hunter2 crm                          | hunter2",
                "PASSWORD      | mysql --password hunter2 crm                          | hunter2",
                "PASSWORD      | PGPASSWORD=hunter2 psql                               | hunter2",
                "PASSWORD      | export DB_PASSWORD='correct horse'                    | correct horse",
                "PASSWORD      | api_key: hunter2hunter2                               | hunter2hunter2",
                "PASSWORD      | {\"client_secret\": \"hunter2\"}                      | hunter2",
                "PASSWORD      | curl -u ana:hunter2 https://x                         | hunter2",
                "PASSWORD      | the password is hunter2                               | hunter2",
                "PASSWORD      | sshpass -p hunter2 ssh host                           | hunter2",
                "CARD_NUMBER   | pay 4111 1111 1111 1111 today                         | 4111 1111 1111 1111",
                "CARD_NUMBER   | pay 5500-0000-0000-0004 today                         | 5500-0000-0000-0004",
                "CARD_NUMBER   | amex 378282246310005                                  | 378282246310005",
                "RANDOM_TEXT   | use q7Xk2Lm9Zt4Wc8Rb1Yd6Pf3Hs5Jg0Nv today            | q7Xk2Lm9Zt4Wc8Rb1Yd6Pf3Hs5Jg0Nv",
            })
    void a_secret_in_a_text_is_replaced_by_its_kind(SecretKind kind, String text, String secret) {
        var object = JsonObject.with("command", text.replace("~", "")).build();
        var redacted = Redacted.of(object);
        assertThat(redacted.value().text())
                .doesNotContain(secret.replace("~", ""))
                .contains(kind.mark());
        assertThat(redacted.found()).containsKey(kind);
        assertThat(Redacted.text(text.replace("~", ""))).doesNotContain(secret.replace("~", ""));
    }

    @Test
    void a_private_key_goes_from_its_first_line_to_its_last_or_to_the_end() {
        String key = "-----BEGIN OPENSSH " + "PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\nAAAA\n";
        assertThat(Redacted.text("before " + key + "-----END OPENSSH PRIVATE KEY----- after"))
                .isEqualTo("before [redacted: private-key] after");
        assertThat(Redacted.text("before " + key)).isEqualTo("before [redacted: private-key]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "db_password",
                "apiKey",
                "api_key",
                "accessToken",
                "refresh_token",
                "client_secret",
                "Authorization",
                "cookie",
                "secret",
                "privateKey",
                "credentials",
                "x-api-key",
                "cvv"
            })
    void a_member_with_a_telling_name_is_hidden_whatever_is_in_it(String name) {
        var redacted = redacted("{\"" + name + "\":{\"a\":[\"hunter2\",1234],\"ok\":true}}");
        assertThat(redacted.value().text())
                .doesNotContain("hunter2")
                .doesNotContain("1234")
                .contains("\"ok\":true");
    }

    @Test
    void an_argument_behind_a_telling_flag_is_hidden() {
        var redacted = redacted("{\"argv\":[\"mysql\",\"--password\",\"hunter2\",\"crm\"]}");
        assertThat(redacted.value())
                .isEqualTo(Json.parseObject("{\"argv\":[\"mysql\",\"--password\",\"[redacted: password]\",\"crm\"]}"));
    }

    @Test
    void a_card_number_written_as_a_number_is_hidden() {
        assertThat(redacted("{\"card\":4111111111111111,\"amount\":4111111111111112}")
                        .value())
                .isEqualTo(Json.parseObject("{\"card\":\"[redacted: card-number]\",\"amount\":4111111111111112}"));
    }

    @Test
    void a_secret_used_as_a_name_is_replaced_and_no_member_is_lost() {
        var redacted = redacted("{\"4111111111111111\":1,\"5500000000000004\":2}");
        assertThat(redacted.value().text()).doesNotContain("4111111111111111").doesNotContain("5500000000000004");
        assertThat(redacted.value().members()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please refund order 4711 of 12.50 EUR to the customer.",
                "/usr/local/lib/python3.11/site-packages/charset_normalizer/md.py",
                "https://docs.example.com/en/latest/reference/getAuthorizationHeader.html",
                "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9",
                "action sha256:5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9",
                "550e8400-e29b-41d4-a716-446655440000",
                "at 1764025000000 and 1764025000000000000",
                "2026-03-01T12:00:00.123456789Z",
                "the passenger list and the token economy of keyboards",
                "basic training for bearers of good news",
                "phone +49 30 1234 5678 90, IBAN DE89 3704 0044 0532 0130 00",
                "git commit -m 'Explain why the secret garden is closed'",
                "max_tokens: 4096, total_tokens=17",
                "ls -la --color=auto --sort=time --author",
            })
    void ordinary_text_stays_as_it_is(String text) {
        var object = JsonObject.with("text", text).build();
        assertThat(Redacted.of(object)).isEqualTo(new Redacted(object, java.util.Map.of()));
    }

    @Test
    void identifiers_may_look_random() {
        var object =
                JsonObject.with("toolCallId", "call_q7Xk2Lm9Zt4Wc8Rb1Yd6Pf3H").build();
        assertThat(Redacted.of(object).unchanged()).isTrue();
    }

    @Test
    void redacting_twice_changes_nothing_more() {
        String text = Redacted.text(
                "PGPASSWORD=hunter2 psql postgres://ana:hunter2@db Authorization: Basic YW5hOmh1bnRlcjI=");
        assertThat(Redacted.text(text)).doesNotContain("hunter2");
    }

    @Test
    void hostile_text_takes_no_more_than_its_length_in_time() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        String[] pieces = {
            "password", "=", ":", "-", "--", "a", "\"", "'", " ", "://", "@", "eyJ", ".", "sk-", "key", "1"
        };
        for (int round = 0; round < 40; round++) {
            var text = new StringBuilder();
            String piece = pieces[random.nextInt(pieces.length)];
            while (text.length() < 60_000) {
                text.append(round % 2 == 0 ? piece : pieces[random.nextInt(pieces.length)]);
            }
            long start = System.nanoTime();
            Redacted.text(text.toString());
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("piece " + piece)
                    .isLessThan(Duration.ofSeconds(5));
        }
    }
}
