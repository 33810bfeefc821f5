package dev.bailiwick.console.frame;

import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import dev.bailiwick.procedure.register.RegisterUnreadable;
import dev.bailiwick.procedure.signin.SignInDesk;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Stands between the web server and the pages. */
public final class Frame {
    private static final System.Logger LOG = System.getLogger(Frame.class.getName());

    /** Below these people's programs come in, and the organisation's directory. */
    public static final String PROGRAMS = "/v1/";

    public static final String DIRECTORY = "/scim/v2/";

    private static final HeaderName HTMX = HeaderNames.create("HX-Request");

    /** The value that lets this response's own scripts run. */
    private record Nonce(String value) {}

    private final Gatekeeper gatekeeper;
    private final SignInDesk signIn;
    private final Supplier<Facts> facts;
    private final IntSupplier pending;
    private final InstantSource clock;
    private final SecureRandom chance = new SecureRandom();
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.bailiwick.console.jte");

    /** @param pending how many tasks wait for somebody, shown in the navigation */
    public Frame(Hosts hosts, SignInDesk signIn, Supplier<Facts> facts, IntSupplier pending, InstantSource clock) {
        this.gatekeeper = new Gatekeeper(hosts);
        this.signIn = signIn;
        this.facts = facts;
        this.pending = pending;
        this.clock = clock;
    }

    public void routes(HttpRouting.Builder routing, List<Pages> pages) {
        routing.addFilter((chain, request, response) -> {
            if (programs(request)) {
                chain.proceed();
                return;
            }
            var nonce = new Nonce(newNonce());
            request.context().register(nonce);
            securityHeaders(response, nonce, request.isSecure());
            var obstacle = gatekeeper.obstacle(request);
            if (obstacle.isEmpty()) chain.proceed();
            else send(request, response, Optional.empty(), obstacle.get());
        });
        routing.error(Throwable.class, this::failed);
        routing.get("/assets/{name}", Assets::send);
        var routes = new Routes(routing, this);
        for (var feature : pages) feature.on(routes);
        routing.any((request, response) -> serve(request, response, _ -> Answer.notFound("page")));
    }

    /** They come with a token instead of a session, and no browser sends one unasked: another door, with checks of its own. */
    private static boolean programs(ServerRequest request) {
        String path = request.path().path();
        return path.startsWith(PROGRAMS) || path.startsWith(DIRECTORY);
    }

    void serve(ServerRequest request, ServerResponse response, Handler handler) {
        var key = request.headers().cookies().first(cookieName(request)).asOptional();
        var person = key.flatMap(signIn::person);
        if (person.isEmpty()) {
            send(request, response, Optional.empty(), signInFirst(request));
            return;
        }
        send(request, response, person, answer(request, person.get(), key.orElseThrow(), handler));
    }

    void serveOpen(ServerRequest request, ServerResponse response, Function<Map<String, String>, Answer> handler) {
        send(request, response, Optional.empty(), guarded(() -> handler.apply(query(request))));
    }

    void serveReturning(
            ServerRequest request,
            ServerResponse response,
            BiFunction<Map<String, String>, Optional<String>, Answer> handler) {
        var kept = request.headers().cookies().first(awayName(request)).asOptional();
        send(request, response, Optional.empty(), guarded(() -> handler.apply(query(request), kept)));
    }

    void serveStream(ServerRequest request, ServerResponse response, Stream stream) {
        var key = request.headers().cookies().first(cookieName(request)).asOptional();
        var person = key.flatMap(signIn::person);
        if (person.isEmpty()) {
            response.status(Status.UNAUTHORIZED_401).send();
            return;
        }
        var visit = new Visit(person.get(), Map.of(), query(request), new Form(Map.of()), key.orElseThrow());
        try (var sink = response.sink(SseSink.TYPE)) {
            stream.run(visit, sink);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer signInFirst(ServerRequest request) {
        boolean page = request.prologue().method().equals(Method.GET)
                && !request.headers().contains(HTMX);
        if (page && !request.path().path().equals("/sign-in")) return new Answer.Go("/sign-in");
        return new Answer.Refused(401, "You are not signed in, or no longer.", "Sign in with a new link.");
    }

    private Answer answer(ServerRequest request, Person person, String key, Handler handler) {
        return guarded(() -> {
            boolean post = request.prologue().method().equals(Method.POST);
            if (post
                    && !person.may(Permission.STOP)
                    && !ofOwnSessions(request.path().path())) return readsOnly(person);
            boolean change = post && request.content().hasEntity();
            var form = change ? Form.read(request.content().inputStream()) : new Form(Map.of());
            var parts = request.path().pathParameters();
            var path = new HashMap<String, String>();
            for (String name : parts.names()) path.put(name, parts.get(name));
            return handler.answer(new Visit(person, path, query(request), form, key));
        });
    }

    /** Everybody may leave. */
    private static boolean ofOwnSessions(String path) {
        return path.equals("/sign-out") || path.startsWith("/sign-out/") || path.startsWith("/sessions/");
    }

    /** Whoever may not even deny or freeze changes nothing here. */
    private static Answer readsOnly(Person person) {
        return new Answer.Refused(
                403,
                "Nothing was changed: " + person.obstacle(Permission.STOP).orElse("you only read") + ".",
                "Ask one of them.");
    }

    private static Answer guarded(Supplier<Answer> handler) {
        try {
            return handler.get();
        } catch (NotUnderstood e) {
            return new Answer.Refused(e.status(), String.valueOf(e.getMessage()), "Go back and correct it.");
        } catch (RegisterUnreadable e) {
            return new Answer.Refused(
                    503,
                    "The register cannot be read, so nobody can say how far this reaches: " + e.getMessage() + ".",
                    "Correct the file; the command bailiwick register diff names what is wrong with one.");
        } catch (AuditUnavailable e) {
            LOG.log(System.Logger.Level.ERROR, "the log is unavailable", e);
            return new Answer.Refused(
                    503,
                    "The log cannot be written or read, so nothing was changed.",
                    "Look at the disk of this machine.");
        }
    }

    private static Map<String, String> query(ServerRequest request) {
        var query = new HashMap<String, String>();
        for (String name : request.query().names()) {
            request.query()
                    .first(name)
                    .asOptional()
                    .filter(value -> !value.isBlank())
                    .ifPresent(value -> query.put(name, value));
        }
        return query;
    }

    private void failed(ServerRequest request, ServerResponse response, Throwable failure) {
        if (response.isSent()) return;
        if (failure instanceof io.helidon.http.HttpException http) {
            send(request, response, Optional.empty(), refusalOf(http.status()));
            return;
        }
        LOG.log(System.Logger.Level.ERROR, "a page failed: " + request.path().path(), failure);
        send(
                request,
                response,
                Optional.empty(),
                new Answer.Refused(
                        500,
                        "Something in Bailiwick failed; nothing was approved by it.",
                        "The program's own log says more."));
    }

    private static Answer.Refused refusalOf(Status status) {
        return switch (status.code()) {
            case 413 -> new Answer.Refused(413, "The request is too large.", "Forms here take at most 64 KiB.");
            case 404 -> new Answer.Refused(404, "There is no such page.", "The address may be mistyped.");
            default ->
                new Answer.Refused(status.code(), "The request was not understood.", "Use the console's own pages.");
        };
    }

    private void send(ServerRequest request, ServerResponse response, Optional<Person> person, Answer answer) {
        switch (answer) {
            case Answer.Page page -> html(request, response, person, page);
            case Answer.Fragment(var template, var view) ->
                write(response, template, Map.of("view", view, "chrome", chrome(request, person, "")));
            case Answer.Download(var file) -> download(response, file);
            case Answer.Data(var json) ->
                response.header(HeaderNames.CONTENT_TYPE, "application/json").send(json.text());
            case Answer.Go(var path) ->
                response.status(Status.SEE_OTHER_303)
                        .header(HeaderNames.LOCATION, path)
                        .send();
            case Answer.Refused refused ->
                html(request, response, person, new Answer.Page(refused.status(), "Not done", "refused.jte", refused));
            case Answer.SignedIn(var key) -> {
                response.headers().addCookie(cookie(request, key, SignInDesk.SESSION));
                html(request, response, person, new Answer.Page(200, "Signed in", "signedIn.jte", "/"));
            }
            case Answer.Away away -> {
                response.headers().addCookie(keepsake(request, away));
                response.status(Status.SEE_OTHER_303)
                        .header(HeaderNames.LOCATION, away.address().toString())
                        .send();
            }
            case Answer.SignedOut _ -> {
                response.headers().addCookie(cookie(request, "", Duration.ZERO));
                response.status(Status.SEE_OTHER_303)
                        .header(HeaderNames.LOCATION, "/sign-in")
                        .send();
            }
        }
    }

    private static void download(ServerResponse response, Path file) {
        response.header(HeaderNames.CONTENT_TYPE, "application/zip")
                .header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + file.getFileName() + "\"");
        try {
            response.send(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void html(ServerRequest request, ServerResponse response, Optional<Person> person, Answer.Page page) {
        response.status(page.status());
        write(response, page.template(), Map.of("view", page.view(), "chrome", chrome(request, person, page.title())));
    }

    private void write(ServerResponse response, String template, Map<String, Object> parameters) {
        var out = new Utf8ByteOutput();
        templates.render(template, parameters, out);
        response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
        response.send(out.toByteArray());
    }

    private Chrome chrome(ServerRequest request, Optional<Person> person, String title) {
        var nonce = request.context().get(Nonce.class).map(Nonce::value).orElse("");
        return new Chrome(
                nonce,
                title,
                person.map(Person::name),
                person.isPresent() ? pending.getAsInt() : 0,
                clock.instant(),
                facts.get().freezes().all().map(freeze -> freeze.reason()),
                request.path().path());
    }

    private static SetCookie cookie(ServerRequest request, String key, Duration life) {
        return SetCookie.builder(cookieName(request), key)
                .path("/")
                .httpOnly(true)
                .sameSite(SetCookie.SameSite.STRICT)
                .secure(request.isSecure())
                .maxAge(life)
                .build();
    }

    /** Comes along when another site sends the browser back (lax), and opens nothing by itself. */
    private static SetCookie keepsake(ServerRequest request, Answer.Away away) {
        return SetCookie.builder(awayName(request), away.browser())
                .path("/")
                .httpOnly(true)
                .sameSite(SetCookie.SameSite.LAX)
                .secure(request.isSecure())
                .maxAge(away.life())
                .build();
    }

    private static String awayName(ServerRequest request) {
        return cookieName(request) + "-away";
    }

    /** Cookies do not know ports: the name does, so that two consoles of one machine do not sign each other out. */
    private static String cookieName(ServerRequest request) {
        return (request.isSecure() ? "__Host-" : "") + "bailiwick-"
                + request.localPeer().port();
    }

    private static void securityHeaders(ServerResponse response, Nonce nonce, boolean secure) {
        response.header(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'nonce-" + nonce.value()
                        + "'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self';"
                        + " base-uri 'none'; frame-ancestors 'none'");
        response.header("X-Content-Type-Options", "nosniff");
        response.header("X-Frame-Options", "DENY");
        // not no-referrer: with that a browser sends "Origin: null" even from our own forms
        response.header("Referrer-Policy", "same-origin");
        response.header("Cross-Origin-Opener-Policy", "same-origin");
        response.header("Cross-Origin-Resource-Policy", "same-origin");
        response.header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        if (secure) response.header("Strict-Transport-Security", "max-age=31536000");
    }

    private String newNonce() {
        byte[] bytes = new byte[16];
        chance.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
