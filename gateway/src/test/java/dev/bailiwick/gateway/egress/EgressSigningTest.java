package dev.bailiwick.gateway.egress;

import static dev.bailiwick.gateway.egress.Way.HANDLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.credential.AwsKey;
import dev.bailiwick.core.credential.AwsSignature;
import dev.bailiwick.core.credential.AwsSignature.Message;
import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.value.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to AWS: the agent signs with a handle, the border signs again. */
class EgressSigningTest {
    private static final String TOKEN = "FwoGZXIvYXdzEBYaDcanary/session+token==";
    private static final String SIGNING = "wJalrXUtnFEMI/K7MDENG+canary";
    private static final String KEY = "ASIAEXAMPLE:" + SIGNING + ":" + TOKEN;
    private static final String BY_AGENT = "authorization: AWS4-HMAC-SHA256 Credential=" + HANDLE
            + "/20261130/us-east-1/iam/aws4_request, SignedHeaders=host;x-amz-date, Signature=00ff";

    private Way way = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static Way absent() {
        return null;
    }

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        open(KEY);
    }

    private void open(String secret) throws IOException, GeneralSecurityException {
        way = new Way(new Placement(Placement.Kind.AWS_SIGV4, "eu-central-1.s3"), secret);
    }

    @AfterEach
    void close() throws IOException {
        way.close();
    }

    /** As AWS checks it: everything from what arrived. */
    private boolean isSigned(String seen) throws IOException, Refused {
        var head = Head.read(new ByteArrayInputStream(seen.getBytes(StandardCharsets.ISO_8859_1)))
                .orElseThrow();
        var authorization = head.one("authorization").orElseThrow();
        var names = authorization.replaceAll(".*SignedHeaders=([^,]*),.*", "$1");
        Map<String, String> fields = new TreeMap<>();
        for (var name : List.of(names.split(";", -1)))
            fields.put(name, head.one(name).orElseThrow());
        var start = head.start().split(" ", -1);
        var body = seen.substring(seen.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        var message = new Message(start[0], start[1], fields, Digest.of(body).hex());
        return authorization.equals(new AwsSignature("eu-central-1", "s3")
                .authorization(AwsKey.of(new Secret(KEY)), way.house.clock.instant(), message));
    }

    @Test
    void what_arrives_is_signed_with_the_real_key_for_the_service_a_person_named()
            throws IOException, GeneralSecurityException, Refused {
        way.get("/bucket/report.txt", BY_AGENT, "x-amz-date: 20261130T000000Z", "x-amz-meta-a: b  c");
        var seen = way.service.seen.getFirst();
        assertThat(seen)
                .contains("Credential=ASIAEXAMPLE/", "/eu-central-1/s3/aws4_request", "x-amz-security-token: " + TOKEN)
                .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-meta-a;x-amz-security-token")
                .doesNotContain("bwh_", SIGNING, "00ff", "20261130T000000Z");
        assertThat(isSigned(seen)).isTrue();
    }

    @Test
    void the_body_is_signed_too() throws IOException, GeneralSecurityException, Refused {
        way.post("/notes", "application/json", "{\"text\": \"hello\"}", BY_AGENT);
        var seen = way.service.seen.getFirst();
        assertThat(isSigned(seen)).isTrue();
        assertThat(isSigned(seen.replace("hello", "jello"))).isFalse();
    }

    @Test
    void the_parts_that_sign_never_come_back() throws IOException, GeneralSecurityException {
        way.service.answer = seen -> ServiceDouble.ok("token " + TOKEN + " and key " + SIGNING);
        assertThat(way.get("/bucket/x", BY_AGENT)).contains("token ***").doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER"
            })
    void a_body_signed_piece_by_piece_is_refused_in_words(String field) throws IOException, GeneralSecurityException {
        assertThat(way.post("/notes", "text/plain", "5;chunk-signature=00", BY_AGENT, field))
                .contains("aws_chunked", "send the body whole");
        assertThat(way.service.seen).isEmpty();
    }

    @Test
    void a_handle_in_a_signed_address_or_in_another_scheme_is_not_exchanged()
            throws IOException, GeneralSecurityException {
        assertThat(way.get("/bucket/x?X-Amz-Credential=" + HANDLE + "%2F20261130&X-Amz-Signature=00"))
                .contains("handle_misplaced");
        assertThat(way.get("/bucket/x", way.bearer())).contains("handle_misplaced");
        assertThat(way.service.seen).isEmpty();
    }

    @Test
    void what_is_no_access_key_signs_nothing_and_is_not_said() throws IOException, GeneralSecurityException {
        way.close();
        open("a-plain-canary");
        assertThat(way.get("/bucket/x", BY_AGENT))
                .contains("credential_unavailable")
                .doesNotContain("canary");
        assertThat(way.service.seen).isEmpty();
    }
}
