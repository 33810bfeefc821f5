package dev.bailiwick.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.AwsSignature.Message;
import dev.bailiwick.core.value.Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public test suite of Signature Version 4, and the two worked examples of its description. */
class AwsSignatureTest {
    private static final AwsKey KEY = AwsKey.of(new Secret("AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"));
    private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");

    private static String signature(AwsSignature signing, Message message) {
        return signing.authorization(KEY, THEN, message);
    }

    private static Map<String, String> fields(String... more) {
        var fields = new HashMap<String, String>();
        fields.put("host", "example.amazonaws.com");
        fields.put("x-amz-date", "20150830T123600Z");
        for (int i = 0; i < more.length; i += 2) fields.put(more[i], more[i + 1]);
        return fields;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "POST, /, 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "GET, /?Param2=value2&Param1=value1, b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "GET, /-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz, "
                + "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"
    })
    void the_public_vectors_come_out(String method, String target, String expected) {
        var message = new Message(method, target, fields(), AwsSignature.NOTHING);
        assertThat(signature(new AwsSignature("us-east-1", "service"), message)).endsWith("Signature=" + expected);
    }

    @Test
    void the_vector_of_a_form_comes_out() {
        var message = new Message(
                "POST",
                "/",
                fields("content-type", "application/x-www-form-urlencoded"),
                Digest.of("Param1=value1").hex());
        assertThat(signature(new AwsSignature("us-east-1", "service"), message))
                .endsWith("ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @Test
    void the_example_of_the_description_comes_out() {
        var fields = fields("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        fields.put("host", "iam.amazonaws.com");
        var message = new Message("GET", "/?Action=ListUsers&Version=2010-05-08", fields, AwsSignature.NOTHING);
        assertThat(signature(new AwsSignature("us-east-1", "iam"), message))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                        + "SignedHeaders=content-type;host;x-amz-date, "
                        + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @Test
    void the_example_of_storage_comes_out() {
        var key = AwsKey.of(new Secret("AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));
        var fields = Map.of(
                "host", "examplebucket.s3.amazonaws.com",
                "range", "bytes=0-9",
                "x-amz-content-sha256", AwsSignature.NOTHING,
                "x-amz-date", "20130524T000000Z");
        var message = new Message("GET", "/test.txt", fields, AwsSignature.NOTHING);
        assertThat(new AwsSignature("us-east-1", "s3")
                        .authorization(key, Instant.parse("2013-05-24T00:00:00Z"), message))
                .endsWith("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void a_path_is_encoded_once_more_but_for_storage() {
        var message = new Message("GET", "/a%20b/c", fields(), AwsSignature.NOTHING);
        assertThat(new AwsSignature("us-east-1", "service").canonical(message)).startsWith("GET\n/a%2520b/c\n");
        assertThat(new AwsSignature("us-east-1", "s3").canonical(message)).startsWith("GET\n/a%20b/c\n");
    }

    @Test
    void parameters_have_one_order_and_one_spelling() {
        var message = new Message("GET", "/?b&a=2&a=1&c=x%2fy+z", fields(), AwsSignature.NOTHING);
        assertThat(new AwsSignature("us-east-1", "service").canonical(message))
                .startsWith("GET\n/\na=1&a=2&b=&c=x%2Fy%2Bz\n");
    }

    @ParameterizedTest
    @CsvSource({"'AKIDEXAMPLE'", "'AKID:'", "'AKID:key:session:more'", "'akid example:key'"})
    void what_is_no_access_key_is_refused_and_not_said(String text) {
        assertThatThrownBy(() -> AwsKey.of(new Secret(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(text);
    }

    @Test
    void a_placement_names_region_and_service() {
        assertThat(new Placement(Placement.Kind.AWS_SIGV4, "eu-central-1.s3").name())
                .isEqualTo("eu-central-1.s3");
        assertThatThrownBy(() -> new Placement(Placement.Kind.AWS_SIGV4, "s3"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
