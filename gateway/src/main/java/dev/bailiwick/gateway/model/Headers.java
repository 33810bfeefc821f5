package dev.bailiwick.gateway.model;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers that pass, by name; every other one stays, among them the agent's authorization, cookies and all that belongs
 * to one connection (RFC 9110 section 7.6.1).
 */
final class Headers {
    private static final List<HeaderName> TO_PROVIDER =
            List.of(HeaderNames.ACCEPT, HeaderNames.create("OpenAI-Beta"), HeaderNames.create("X-Client-Request-Id"));

    private static final List<String> TO_AGENT = List.of(
            "openai-model",
            "openai-processing-ms",
            "openai-version",
            "retry-after",
            "x-ratelimit-limit-requests",
            "x-ratelimit-limit-tokens",
            "x-ratelimit-remaining-requests",
            "x-ratelimit-remaining-tokens",
            "x-ratelimit-reset-requests",
            "x-ratelimit-reset-tokens",
            "x-request-id");

    private Headers() {}

    static Map<String, List<String>> toProvider(ServerRequest request) {
        var passing = new TreeMap<String, List<String>>();
        for (var name : TO_PROVIDER) {
            if (request.headers().contains(name))
                passing.put(name.defaultCase(), request.headers().get(name).allValues());
        }
        return passing;
    }

    static void toAgent(HttpResponse<?> answer, ServerResponse response) {
        for (String name : TO_AGENT) {
            answer.headers().firstValue(name).ifPresent(value -> response.header(name, value));
        }
    }

    static String contentType(HttpResponse<?> answer) {
        return answer.headers().firstValue("content-type").orElse("");
    }
}
