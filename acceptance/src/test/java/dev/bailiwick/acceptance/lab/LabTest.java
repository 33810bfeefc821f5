package dev.bailiwick.acceptance.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes days elsewhere takes a call here. */
class LabTest {
    private static final JsonObject REFUND = JsonObject.with("payment", "pay_901")
            .and("amount", "10.00")
            .and("currency", "EUR")
            .build();

    @TempDir
    private Path folder = Path.of("");

    private Lab lab;

    @BeforeEach
    void open() throws IOException {
        lab = Lab.open(folder, Duration.ZERO);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void a_refund_waits_and_happens_exactly_once_when_a_person_approved() {
        assertThat(lab.step("payments.refund", REFUND).string("answer")).contains("pending");
        assertThat(lab.outside().happened()).isEmpty();
        approve();

        assertThat(lab.step("payments.refund", REFUND).string("answer")).contains("permit");
        assertThat(lab.step("payments.refund", REFUND).string("answer"))
                .as("one approval is one refund")
                .contains("pending");
        assertThat(lab.outside().happened()).hasSize(1);
    }

    @Test
    void an_approval_a_day_old_opens_nothing() {
        lab.step("payments.refund", REFUND);
        approve();
        lab.clock().advance(Duration.ofDays(2));

        assertThat(lab.step("payments.refund", REFUND).string("answer")).contains("pending");
        assertThat(lab.outside().happened()).isEmpty();
    }

    @Test
    void a_request_nobody_answers_runs_out_and_says_so() {
        lab.step("payments.refund", REFUND);
        var task = waiting().id();
        lab.clock().advance(Duration.ofDays(2));
        lab.step("payments.refund", REFUND);

        assertThat(lab.house().parts().pending().find(task).map(ApprovalTask::state))
                .contains(State.EXPIRED);
    }

    private ApprovalTask waiting() {
        return lab.house()
                .parts()
                .pending()
                .in(EnumSet.of(State.PENDING), 10, 0)
                .getFirst();
    }

    private void approve() {
        var answer =
                lab.house().parts().approvals().decide(waiting().id(), Lab.BEA, true, "as ordered", Optional.empty());
        assertThat(answer).isInstanceOf(ApprovalDesk.Answer.Counted.class);
    }
}
