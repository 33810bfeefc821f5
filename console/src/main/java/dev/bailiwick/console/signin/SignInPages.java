package dev.bailiwick.console.signin;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.signin.openid.OpenId;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.core.people.Separation;
import dev.bailiwick.procedure.signin.SignInDesk;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signing in by a one-time link, signing out, and the list of people. */
public final class SignInPages implements Pages {
    private static final int MAX_TOKEN = 200;

    /** One line of the list of people. */
    public record Line(String id, String name, String functions, String roles, boolean active, boolean self) {}

    /** What a role may do: one answer for each role, in the order of the columns. */
    public record Bundle(String permission, List<Boolean> given) {
        public Bundle {
            given = List.copyOf(given);
        }
    }

    /**
     * @param bundles what each role may do
     * @param contact whom to ask
     */
    public record People(List<Line> lines, List<Bundle> bundles, String contact) {
        public People {
            lines = List.copyOf(lines);
            bundles = List.copyOf(bundles);
        }

        public List<String> roles() {
            return Stream.of(Role.values()).map(Role::words).toList();
        }

        public List<Separation.Conflict> conflicts() {
            return Separation.CONFLICTS;
        }
    }

    /**
     * How to get in.
     *
     * @param contact whom to ask
     * @param vouching who says who people are, where that is not this machine alone
     */
    public record Door(String contact, Optional<String> vouching) {}

    private final SignInDesk desk;
    private final Optional<OpenId> openId;
    private final Supplier<Facts> facts;
    private final InstantSource clock;

    public SignInPages(SignInDesk desk, Optional<OpenId> openId, Supplier<Facts> facts, InstantSource clock) {
        this.desk = desk;
        this.openId = openId;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.open("/sign-in", this::signIn)
                .post("/sign-out", this::signOut)
                .post("/sign-out/everywhere", this::signOutEverywhere)
                .get("/people", this::people);
        openId.ifPresent(provider -> routes.open("/sign-in/organisation", _ -> leave(provider))
                .returning(OpenId.BACK, (query, browser) -> comeBack(provider, query, browser)));
    }

    private Answer signIn(Map<String, String> query) {
        String token = query.getOrDefault("token", "");
        if (token.isEmpty())
            return new Answer.Page(
                    401, "Sign in", "signIn.jte", new Door(facts.get().contact(), openId.map(OpenId::issuer)));
        if (token.length() > MAX_TOKEN) return used();
        return desk.redeem(token).<Answer>map(Answer.SignedIn::new).orElseGet(SignInPages::used);
    }

    private static Answer used() {
        return new Answer.Refused(
                403, "This sign-in link was already used, or its time is up.", "Make a new one: ./bailiwick sign-in");
    }

    private static Answer leave(OpenId provider) {
        return provider.leave()
                .<Answer>map(away -> new Answer.Away(away.address(), away.browser(), OpenId.LIFE))
                .orElseGet(() -> new Answer.Refused(
                        503,
                        "The sign-in service of " + provider.issuer() + " does not answer.",
                        "Whoever is signed in goes on. On the machine itself: ./bailiwick sign-in"));
    }

    private static Answer comeBack(OpenId provider, Map<String, String> query, Optional<String> browser) {
        return switch (provider.comeBack(query, browser)) {
            case OpenId.Back.SignedIn(var session) -> new Answer.SignedIn(session);
            case OpenId.Back.Refused(var why) ->
                new Answer.Refused(403, "Nobody was signed in: " + why + ".", "Open the console and try again.");
        };
    }

    private Answer signOutEverywhere(Visit visit) {
        desk.signOutEverywhere(visit.person().id(), visit.actor());
        return new Answer.SignedOut();
    }

    private Answer signOut(Visit visit) {
        desk.signOut(visit.session());
        return new Answer.SignedOut();
    }

    private Answer people(Visit visit) {
        var lines = facts.get().people().values().stream()
                .sorted(Comparator.comparing(person -> person.id().value()))
                .map(person -> line(person, visit))
                .toList();
        return Answer.page(
                "People", "people.jte", new People(lines, bundles(), facts.get().contact()));
    }

    private Line line(Person person, Visit visit) {
        boolean self = person.id().equals(visit.person().id());
        return new Line(
                person.id().value(),
                person.name(),
                Spoken.functions(person.functions()),
                roles(person),
                person.activeAt(clock.instant()),
                self);
    }

    private static String roles(Person person) {
        String names = person.roles().stream().sorted().map(Role::words).collect(Collectors.joining(", "));
        return names + person.until().map(end -> " until " + Spoken.time(end)).orElse("");
    }

    private static List<Bundle> bundles() {
        return Stream.of(Permission.values())
                .map(permission -> new Bundle(permission.words(), given(permission)))
                .toList();
    }

    private static List<Boolean> given(Permission permission) {
        return Stream.of(Role.values())
                .map(role -> role.permissions().contains(permission))
                .toList();
    }
}
