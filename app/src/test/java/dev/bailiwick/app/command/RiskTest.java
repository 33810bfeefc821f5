package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RiskTest {
    @TempDir
    Path folder;

    private SmallShop shop = new SmallShop(new dev.bailiwick.app.wiring.DataFolder(Path.of(".")));
    private House house = unopened();

    @SuppressWarnings("NullAway") // opened before each test
    private static House unopened() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(folder);
        house = House.open(Configuration.of(shop.data()).onFreePorts());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Ran matrix(String form) {
        return Ran.line("risk", "matrix", "--data", shop.data().path().toString(), "--output", form);
    }

    private JsonObject row(String vector) {
        return matrix("json").json().array("risks").values().stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.string("vector").orElse("").equals(vector))
                .findFirst()
                .orElseThrow();
    }

    private String standing(String vector, String control) {
        return row(vector).array("controls").values().stream()
                .map(JsonObject.class::cast)
                .filter(line -> line.string("control").orElse("").equals(control))
                .findFirst()
                .flatMap(line -> line.string("standing"))
                .orElse("absent");
    }

    @Test
    void every_control_of_the_shipped_matrix_is_read_by_somebody() {
        assertThat(matrix("json").text()).doesNotContain("nobody reads this control", "cannot be read");
    }

    @Test
    void what_the_house_lacks_fails_and_what_it_has_holds() {
        assertThat(standing("log-tampering", "house/sinks")).isEqualTo("FAIL");
        assertThat(standing("log-tampering", "house/witness")).isEqualTo("FAIL");
        assertThat(standing("log-tampering", "house/control-state")).isEqualTo("PASS");
        assertThat(standing("fraud", "policy/*.tier3_approval")).isEqualTo("PASS");
        assertThat(standing("exposed-gateway", "posture/NET-01")).isEqualTo("UNKNOWN");
    }

    @Test
    void a_credential_that_moves_behind_a_handle_lowers_the_risk_of_theft() {
        assertThat(standing("credential-theft", "house/handles")).isEqualTo("UNKNOWN");
        var before = row("credential-theft").get("residual").orElseThrow().text();
        assertThat(shop.asked(
                                "canary-4711-abcdefgh",
                                "credentials",
                                "add",
                                "crm",
                                "--agent",
                                "desk",
                                "--host",
                                "api.example.com",
                                "--steps",
                                "press Revoke")
                        .code())
                .isZero();
        assertThat(standing("credential-theft", "house/handles")).isEqualTo("PASS");
        var after = row("credential-theft").get("residual").orElseThrow().text();
        assertThat(Integer.parseInt(after)).isLessThan(Integer.parseInt(before));
    }

    @Test
    void the_table_and_the_csv_have_the_same_values_and_red_rows_are_exit_code_3() {
        var table = matrix("table");
        assertThat(table.code()).isEqualTo(3);
        assertThat(table.text()).contains("Log tampering", "red", "house/sinks");
        var csv = matrix("csv").text();
        assertThat(csv.lines().findFirst())
                .contains("vector,impact,inherent,residual,level,red,control,promise,standing,because");
        var row = row("log-tampering");
        var figures = Stream.of("inherent", "residual")
                .map(name -> "\"" + row.get(name).orElseThrow().text() + "\"")
                .toList();
        assertThat(csv)
                .contains("\"log-tampering\"", String.join(",", figures), "\"house/sinks\"")
                .contains("\"FAIL\",\"no receiver is configured\"");
    }
}
