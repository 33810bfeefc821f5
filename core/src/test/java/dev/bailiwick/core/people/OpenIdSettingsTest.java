package dev.bailiwick.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenIdSettingsTest {
    private static final String WHOLE = """
            {"stepUp": "always", "openId": {"issuer": "https://login.example.org/staff", "client": "bailiwick",
             "people": {"ana": "4711"}, "groups": {"security": "bw-security"}}}""";

    private static SignInSettings settings(String json) {
        return SignInSettings.of(Fields.of(Json.parseObject(json)));
    }

    @Test
    void what_is_read_is_written_again() {
        var settings = settings(WHOLE);
        assertThat(settings(settings.json().text())).isEqualTo(settings);
        var openId = settings.openId().orElseThrow();
        assertThat(openId.people()).isEqualTo(Map.of("4711", new PersonId("ana")));
        assertThat(openId.claim()).isEqualTo("sub");
        assertThat(openId.groups()).isEqualTo(Map.of(Role.SECURITY, "bw-security"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.org",
                "https://user@login.example.org",
                "login.example.org",
                "ftp://127.0.0.1",
                "https://login.example.org/#staff"
            })
    void an_issuer_that_others_can_speak_for_is_none(String issuer) {
        assertThatThrownBy(() -> settings(WHOLE.replace("https://login.example.org/staff", issuer)))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void one_name_is_one_person_and_a_role_is_one_of_ours() {
        assertThatThrownBy(() -> settings(WHOLE.replace("{\"ana\": \"4711\"}", "{\"ana\": \"1\", \"ben\": \"1\"}")))
                .hasMessageContaining("stands here twice");
        assertThatThrownBy(() -> settings(WHOLE.replace("\"security\": \"bw", "\"boss\": \"bw")))
                .isInstanceOf(JsonException.class);
    }
}
