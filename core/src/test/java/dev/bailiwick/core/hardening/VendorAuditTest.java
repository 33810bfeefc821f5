package dev.bailiwick.core.hardening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.json.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VendorAuditTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-20T08:00:00Z");

    private static Result judged(String json) {
        return new VendorAudit(Json.parseObject(json), WRITTEN).judged(WRITTEN.plusSeconds(60));
    }

    @Test
    void open_findings_keep_their_ids_and_information_is_none() {
        var result = judged("""
                {"ts": 1790000000000, "summary": {"critical": 1, "warn": 1, "info": 1}, "findings": [
                  {"checkId": "gateway.loopback_no_auth", "severity": "critical", "title": "x"},
                  {"checkId": "fs.state_dir", "severity": "warn", "title": "x"},
                  {"checkId": "summary.attack_surface", "severity": "info", "title": "x"}], "secretDiagnostics": []}""");
        assertThat(result.check()).isEqualTo(Check.OCA_01);
        assertThat(result.standing()).isEqualTo(Standing.FAIL);
        assertThat(result.because()).isEqualTo("fs.state_dir (warn), gateway.loopback_no_auth (critical)");
        assertThat(judged("{\"summary\": {\"critical\": 0, \"warn\": 0, \"info\": 0}, \"findings\": []}")
                        .standing())
                .isEqualTo(Standing.PASS);
    }

    @Test
    void what_is_not_understood_counts_as_open_and_a_strangers_text_is_never_shown() {
        var result = judged("""
                {"summary": {}, "findings": [{"checkId": "a'; DROP\\u001b[31m", "severity": "fine<b>", "title": "hello"}, 7]}""");
        assertThat(result.standing()).isEqualTo(Standing.FAIL);
        assertThat(result.because()).doesNotContain("DROP", "<b>", "hello", "\u001b");
        assertThat(judged("{\"summary\": {\"critical\": 3}, \"findings\": []}").because())
                .isEqualTo("3 more");
    }

    @Test
    void the_secrets_audit_passes_only_when_every_count_is_nought() {
        assertThat(judged("{\"plaintextCount\": 0, \"unresolvedRefCount\": 0}").check())
                .isEqualTo(Check.OCA_02);
        assertThat(judged("{\"plaintextCount\": 0, \"unresolvedRefCount\": 0}").standing())
                .isEqualTo(Standing.PASS);
        var left = judged("{\"summary\": {\"plaintextCount\": 2, \"storeResidueCount\": 1}, \"findings\": []}");
        assertThat(left.standing()).isEqualTo(Standing.FAIL);
        assertThat(left.because()).isEqualTo("plaintextCount 2, storeResidueCount 1");
    }

    @Test
    void an_old_audit_proves_nothing_good_and_another_file_is_none() {
        var old = new VendorAudit(Json.parseObject("{\"summary\": {}, \"findings\": []}"), WRITTEN);
        assertThat(old.judged(WRITTEN.plus(Duration.ofDays(7))).standing()).isEqualTo(Standing.UNKNOWN);
        assertThatThrownBy(() -> judged("{\"hello\": 1}")).isInstanceOf(IllegalArgumentException.class);
    }
}
