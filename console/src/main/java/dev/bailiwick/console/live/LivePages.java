package dev.bailiwick.console.live;

import dev.bailiwick.console.frame.NotUnderstood;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.signin.SignInDesk;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.sse.SseSink;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * The event stream of every open page: {@code changed} with the kinds that are new, and a {@code beat} so that silence
 * means something.
 */
public final class LivePages implements Pages {
    private static final Duration BEAT = Duration.ofSeconds(4);
    private static final int MAX_STREAMS = 512;

    private final LogWatch watch;
    private final SignInDesk signIn;
    private final Semaphore streams = new Semaphore(MAX_STREAMS);

    public LivePages(LogWatch watch, SignInDesk signIn) {
        this.watch = watch;
        this.signIn = signIn;
    }

    @Override
    public void on(Routes routes) {
        routes.stream("/live", this::run);
    }

    private void run(Visit visit, SseSink sink) throws InterruptedException {
        if (!streams.tryAcquire()) throw new NotUnderstood("Too many pages are open.");
        long seen = watch.enter();
        try {
            emit(sink, "beat", "");
            long checked = System.nanoTime();
            while (!watch.closed()) {
                var growth = watch.await(seen, BEAT);
                seen = growth.size();
                if (System.nanoTime() - checked >= BEAT.toNanos()) {
                    // a session that ended elsewhere ends its streams too; asked now and then, not at each change
                    if (signIn.person(visit.session()).isEmpty()) return;
                    checked = System.nanoTime();
                }
                if (growth.kinds().isEmpty()) emit(sink, "beat", "");
                else emit(sink, "changed", names(growth.kinds()));
            }
        } catch (java.io.UncheckedIOException | IllegalStateException e) {
            // the page was closed: nobody is left to tell
        } finally {
            watch.leave();
            streams.release();
        }
    }

    private static String names(Set<Event.Kind> kinds) {
        return kinds.stream().map(Fields::spelling).collect(Collectors.joining(" "));
    }

    private static void emit(SseSink sink, String name, String data) {
        sink.emit(
                SseEvent.builder().name(name).data(data.isEmpty() ? "-" : data).build());
    }
}
