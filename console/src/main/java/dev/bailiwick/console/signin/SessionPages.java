package dev.bailiwick.console.signin;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.procedure.signin.SignInDesk;
import dev.bailiwick.procedure.signin.SignIns;
import java.util.List;

/** Where a person is signed in, and ending it: their own sessions alone. */
public final class SessionPages implements Pages {
    /**
     * One session.
     *
     * @param id the digest it is kept under: it signs nobody in
     */
    public record Line(String id, String opened, String ends, boolean here) {}

    public record View(List<Line> lines) {
        public View {
            lines = List.copyOf(lines);
        }
    }

    private final SignInDesk desk;

    public SessionPages(SignInDesk desk) {
        this.desk = desk;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/sessions", this::page).post("/sessions/{id}/end", this::end);
    }

    private Answer page(Visit visit) {
        var here = Digest.of(visit.session());
        var lines = desk.sessions(visit.person().id()).stream()
                .map(session -> line(session, here))
                .toList();
        return Answer.page("Sessions", "sessions.jte", new View(lines));
    }

    private static Line line(SignIns.ConsoleSession session, Digest here) {
        return new Line(
                session.secret().hex(),
                Spoken.time(session.opened()),
                Spoken.time(session.expires()),
                session.secret().equals(here));
    }

    private Answer end(Visit visit) {
        boolean ended = visit.part("id", Digest::new)
                .filter(id -> desk.end(visit.person().id(), id))
                .isPresent();
        return ended ? new Answer.Go("/sessions") : Answer.notFound("session of yours");
    }
}
