package dev.bailiwick.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /graphql                                 | http.post
            GET    | /graphql?query=mutation%7BcloseIssue%7D  | http.get
            POST   | /repos/acme/shop/issues/17               | http.post
            PUT    | /repos/acme/shop/pulls/17/merge          | http.put
            DELETE | /repos/acme/shop/issues                  | http.delete
            POST   | /batch                                   | http.post
            OPTIONS | /repos/acme/shop/issues                 | http.get
            """)
    void another_method_or_a_batch_is_never_taken_for_a_known_read(String method, String target, String tool)
            throws Exception {
        var destination = Destination.of("api.github.com:443");
        var head = new Head(method + " " + target + " HTTP/1.1", List.of(new Head.Field("host", "api.github.com")));
        var request = Request.of(head, new Body.Whole(new byte[0]), destination);
        assertThat(Routes.shipped().of(destination, request).tool()).isEqualTo(tool);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /repos/acme/shop/issues/17                 | tickets.read
            /repos/acme/shop/issues                    | tickets.list
            /repos/acme/shop/issues?note=what-I-read   | http.get
            /repos/acme/shop/issues/17?x               | http.get
            /repos/acme/shop/issues/17,and,what,I,read | http.get
            /repos/acme/shop/pulls                     | http.get
            """)
    void a_known_read_has_no_query_and_plain_names(String target, String tool) throws Exception {
        var destination = Destination.of("api.github.com:443");
        var head = Head.read(new ByteArrayInputStream(("GET " + target + " HTTP/1.1\r\nHost: api.github.com\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1)))
                .orElseThrow();
        var request = Request.of(head, new Body.Whole(new byte[0]), destination);
        assertThat(Routes.shipped().of(destination, request).tool()).isEqualTo(tool);
    }
}
