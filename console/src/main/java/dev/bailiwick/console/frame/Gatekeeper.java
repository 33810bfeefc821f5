package dev.bailiwick.console.frame;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/**
 * Whether a request may come in at all, whoever sends it: the Host is ours (rebinding), a change comes from a page of ours
 * (cross-site request forgery: Origin, W3C Fetch Metadata), and no stranger's page reads ours as an image, script or frame.
 */
final class Gatekeeper {
    private static final HeaderName SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName MODE = HeaderNames.create("Sec-Fetch-Mode");
    private static final HeaderName DESTINATION = HeaderNames.create("Sec-Fetch-Dest");
    private static final HeaderName PURPOSE = HeaderNames.create("Sec-Purpose");

    private final Hosts hosts;

    Gatekeeper(Hosts hosts) {
        this.hosts = hosts;
    }

    /** Why this request is not let in, empty when it is. */
    Optional<Answer.Refused> obstacle(ServerRequest request) {
        String authority = header(request, HeaderNames.HOST).orElse(String.valueOf(request.authority()));
        if (!hosts.answersTo(authority)) {
            return refused(
                    421, "This console does not answer to that name.", "Open it by the address it printed at start.");
        }
        var method = request.prologue().method();
        if (method.equals(Method.POST)) return ofChange(request, authority);
        if (method.equals(Method.GET)) return ofRead(request);
        return refused(405, "Only GET and POST are understood here.", "Use the console's own pages.");
    }

    private static Optional<Answer.Refused> ofChange(ServerRequest request, String authority) {
        String ours = (request.isSecure() ? "https://" : "http://") + authority;
        boolean fromOurPage = header(request, HeaderNames.ORIGIN)
                        .filter(ours::equalsIgnoreCase)
                        .isPresent()
                && header(request, SITE).map("same-origin"::equals).orElse(true);
        if (fromOurPage) return Optional.empty();
        return refused(
                403, "This change did not come from a page of this console.", "Open the console and try again there.");
    }

    private static Optional<Answer.Refused> ofRead(ServerRequest request) {
        if (header(request, PURPOSE).isPresent()) {
            return refused(403, "Nothing is fetched ahead of time.", "Open the page itself.");
        }
        String site = header(request, SITE).orElse("none");
        boolean ours = site.equals("same-origin") || site.equals("none");
        boolean visit = header(request, MODE).filter("navigate"::equals).isPresent()
                && header(request, DESTINATION).filter("document"::equals).isPresent();
        if (ours || visit) return Optional.empty();
        return refused(403, "Another site asked for this page from within its own.", "Open the console itself.");
    }

    private static Optional<String> header(ServerRequest request, HeaderName name) {
        return request.headers().first(name);
    }

    private static Optional<Answer.Refused> refused(int status, String sentence, String next) {
        return Optional.of(new Answer.Refused(status, sentence, next));
    }
}
