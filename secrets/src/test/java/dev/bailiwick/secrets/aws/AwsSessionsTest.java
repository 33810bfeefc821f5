package dev.bailiwick.secrets.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.AwsKey;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.credential.SecretBackend.Ending;
import dev.bailiwick.procedure.credential.SecretBackend.Standing;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import dev.bailiwick.secrets.root.RootKey;
import dev.bailiwick.secrets.testing.HttpDouble.Mood;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tested against a double. */
class AwsSessionsTest extends SecretBackendContract {
    private static final RootKey ROOT = new RootKey(RootKey.fresh());
    private static final JsonObject READS = Json.parseObject("""
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*"}]}""");

    private final ManualClock clock = new ManualClock();
    private AwsDouble aws = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static AwsDouble absent() {
        return null;
    }

    @BeforeEach
    void start() throws IOException {
        aws = new AwsDouble(clock);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private static SessionSettings settings(URI address, String key, JsonObject policy) {
        return new SessionSettings(
                address,
                address,
                "eu-central-1",
                AwsDouble.ROLE,
                AwsKey.of(new Secret(key)),
                ROOT,
                Map.of("read", policy));
    }

    private SecretBackend at(URI address) {
        return new AwsSessions("aws", settings(address, AwsDouble.KEY, READS), clock);
    }

    @Override
    protected SecretBackend backend() {
        return at(aws.address());
    }

    @Override
    protected SecretBackend away() {
        return at(URI.create("http://127.0.0.1:1"));
    }

    @Override
    protected String secret() {
        return "read";
    }

    @Override
    protected String excessive() {
        return "write";
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected boolean opens(Lease lease, Secret secret) {
        return aws.opens(secret);
    }

    private Lease issued(int number) {
        var lease = lease(number, "read", Duration.ofMinutes(5));
        return lease.named(backend().issue(lease).reference());
    }

    @Test
    void a_session_bears_the_name_of_its_lease_and_may_do_what_its_grant_says() {
        var lease = issued(300);
        assertThat(aws.sessionPolicy(lease.id()))
                .contains("s3:GetObject", "iam:GetRolePolicy", AwsDouble.ROLE)
                .doesNotContain("\"*\"");
    }

    @Test
    void an_ended_session_counts_as_alive_until_the_policy_is_true_everywhere() {
        var lease = lease(301, "read", Duration.ofMinutes(5));
        var issued = backend().issue(lease);
        var named = lease.named(issued.reference());
        assertThat(backend().revoke(named)).isEqualTo(new Ending.Done());
        assertThat(backend().probe(named)).isEqualTo(Standing.ACCEPTED);
        aws.settle();
        assertThat(backend().probe(named)).isEqualTo(Standing.REFUSED);
        assertThat(aws.opens(issued.secret())).isFalse();
    }

    @Test
    void one_session_ends_and_the_others_of_the_role_go_on() {
        var ended = issued(302);
        var other = issued(303);
        backend().revoke(ended);
        aws.settle();
        assertThat(backend().probe(ended)).isEqualTo(Standing.REFUSED);
        assertThat(backend().probe(other)).isEqualTo(Standing.ACCEPTED);
    }

    @Test
    void one_whose_answer_was_lost_is_ended_by_its_name() {
        aws.mood = Mood.LOSES_ITS_ANSWER;
        var lease = lease(304, "read", Duration.ofMinutes(5));
        assertThatThrownBy(() -> backend().issue(lease)).isInstanceOf(BackendUnavailable.class);
        aws.mood = Mood.WELL;
        assertThat(aws.living()).isEqualTo(1);
        assertThat(backend().revoke(lease)).isEqualTo(new Ending.Done());
        assertThat(aws.policy()).contains("*:" + lease.id());
        assertThat(backend().probe(lease)).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void the_policy_forgets_sessions_that_are_over() {
        backend().revoke(issued(305));
        clock.advance(Duration.ofHours(2));
        backend().revoke(issued(306));
        assertThat(aws.policy()).contains("lease-000000000306").doesNotContain("lease-000000000305");
    }

    @Test
    void a_role_that_may_not_read_its_policy_proves_nothing_by_being_refused() {
        aws.readsItsPolicy = false;
        var lease = issued(307);
        backend().revoke(lease);
        aws.settle();
        assertThat(backend().probe(lease)).isEqualTo(Standing.UNKNOWN);
        clock.advance(Duration.ofMinutes(16));
        assertThat(backend().probe(lease)).isEqualTo(Standing.REFUSED);
    }

    @Test
    void throttled_or_with_another_key_it_fails_closed_and_says_no_secret() {
        var lease = issued(308);
        aws.throttlesOnce = true;
        assertThat(backend().revoke(lease)).isEqualTo(new Ending.Done());
        aws.throttles = true;
        assertThatThrownBy(() -> backend().revoke(lease)).hasMessageContaining("too often");
        assertThatThrownBy(() -> issued(309)).hasMessageContaining("too often");
        aws.throttles = false;
        var wrong = new AwsSessions("aws", settings(aws.address(), "AKIDBAILIWICK:another-canary", READS), clock);
        assertThatThrownBy(() -> wrong.issue(lease))
                .isInstanceOf(BackendUnavailable.class)
                .hasMessageContaining("signature")
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("signing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "iam:PutRolePolicy", "IAM:*", "sts:AssumeRole", "organizations:LeaveOrganization", "i*:*"})
    void a_session_that_may_change_rights_is_no_setting(String action) {
        var policy = Json.parseObject("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"s3:GetObject\", \""
                + action + "\"], \"Resource\": \"*\"}]}");
        assertThatThrownBy(() -> settings(aws.address(), AwsDouble.KEY, policy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of iam");
    }

    @Test
    void everything_but_is_no_setting_either() {
        var policy = Json.parseObject(
                "{\"Statement\": [{\"Effect\": \"Allow\", \"NotAction\": \"s3:*\", \"Resource\": \"*\"}]}");
        assertThatThrownBy(() -> settings(aws.address(), AwsDouble.KEY, policy))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
