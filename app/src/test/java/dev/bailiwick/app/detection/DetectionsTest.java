package dev.bailiwick.app.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.json.Json;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

class DetectionsTest {
    static java.util.List<Detections.Detection> shipped() {
        return Detections.shipped();
    }

    @Test
    void fifteen_ship() {
        assertThat(shipped()).hasSize(15);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void each_fires_on_its_event_and_is_silent_on_the_other(Detections.Detection detection) {
        assertThat(detection.rule().fires(detection.fires())).as("fires").isTrue();
        assertThat(detection.rule().fires(detection.silent())).as("silent").isFalse();
        assertThat(detection.yaml())
                .contains("id: ", "logsource:", "level: " + detection.rule().level());
    }

    @Test
    void conditions_join_from_left_to_right() {
        assertThat(fires("a and not b", "{\"x\":1}")).isTrue();
        assertThat(fires("a and not b", "{\"x\":1,\"y\":2}")).isFalse();
        assertThat(fires("a or b", "{\"y\":2}")).isTrue();
        assertThat(fires("not a", "{}")).isTrue();
        assertThatThrownBy(() -> fires("a and c", "{}")).hasMessageContaining("\"c\"");
    }

    private static boolean fires(String condition, String event) {
        var selections = Json.parseObject("{\"a\":{\"x\":1},\"b\":{\"y\":2}}");
        return new SigmaRule("t", "low", selections, condition).fires(Json.parseObject(event));
    }

    @Test
    void the_dashboard_is_well_formed() throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Detections.dashboard())));

        assertThat(document.getElementsByTagName("query").getLength()).isEqualTo(6);
    }
}
