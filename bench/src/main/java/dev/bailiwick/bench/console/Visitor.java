package dev.bailiwick.bench.console;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A person's browser, without one: keeps the cookie, sends forms as a page would, follows the stream of an open page. */
final class Visitor implements AutoCloseable {
    private static final Pattern TASK = Pattern.compile("/approvals/(task-[0-9a-z]+)");
    private static final Pattern WAITING = Pattern.compile("data-pending=\"(\\d+)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .cookieHandler(new CookieManager())
            .build();
    private final URI console;

    private Visitor(URI console) {
        this.console = console;
    }

    static Visitor signIn(URI console, URI link) throws IOException, InterruptedException {
        var visitor = new Visitor(console);
        visitor.send(HttpRequest.newBuilder(link).GET());
        var page = visitor.get("/");
        if (!page.contains("id=\"inbox\"")) throw new IOException("not signed in: " + page);
        return visitor;
    }

    String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(console.resolve(path)).GET());
    }

    /** How long an answer took that contains this. */
    long nanos(String path, String expected) throws IOException, InterruptedException {
        long start = System.nanoTime();
        var page = get(path);
        long took = System.nanoTime() - start;
        if (!page.contains(expected)) throw new IOException("a page that is none: " + page);
        return took;
    }

    /** The newest request in an inbox. */
    static String newest(String inbox) throws IOException {
        return found(TASK, inbox);
    }

    /** How many wait in an inbox. */
    static int waiting(String inbox) throws IOException {
        return Integer.parseInt(found(WAITING, inbox));
    }

    private static String found(Pattern pattern, String inbox) throws IOException {
        var found = pattern.matcher(inbox);
        if (!found.find()) throw new IOException("no such thing in the inbox: " + pattern);
        return found.group(1);
    }

    void deny(String task) throws IOException, InterruptedException {
        var form = "decision=deny&reason=" + URLEncoder.encode("not today", StandardCharsets.UTF_8);
        send(HttpRequest.newBuilder(console.resolve("/approvals/" + task + "/decide"))
                .header("Origin", origin())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private String origin() {
        return console.getScheme() + "://" + console.getAuthority();
    }

    /** Stays on an open page until the server or this visitor ends it: each time something changed it fetches the list. */
    void stay(Consumer<String> list) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(console.resolve("/live"))
                .header("Accept", "text/event-stream")
                .build();
        var stream = client.send(request, HttpResponse.BodyHandlers.ofLines());
        if (stream.statusCode() != 200) throw new IOException("no stream: " + stream.statusCode());
        var lines = stream.body().iterator();
        while (lines.hasNext()) {
            var line = lines.next();
            if (line.startsWith("event:") && line.endsWith("changed")) list.accept(get("/inbox/list"));
        }
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IOException(answer.statusCode() + ": " + answer.body());
        return answer.body();
    }

    @Override
    public void close() {
        client.shutdownNow();
        try {
            client.awaitTermination(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
