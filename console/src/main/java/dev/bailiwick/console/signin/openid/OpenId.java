package dev.bailiwick.console.signin.openid;

import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.OpenIdSettings;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.signin.SignInDesk;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sends a browser to the provider, and takes the one that left in again, once. */
public final class OpenId {
    /** How long somebody may take at the provider's. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    /** Where the provider sends browsers back to. */
    public static final String BACK = "/sign-in/organisation/back";

    private static final int MOST = 1_000;

    private final OpenIdSettings settings;
    private final SignInDesk desk;
    private final Supplier<Facts> facts;
    private final Around around;
    private final Provider provider;
    private final IdTokens tokens;
    private final Map<String, Gone> gone = new LinkedHashMap<>();

    /**
     * What it needs of the world around it.
     *
     * @param console where the pages are, as the provider knows it
     */
    public record Around(InstantSource clock, Supplier<String> chance, URI console) {}

    /** A browser that is at the provider's. */
    private record Gone(Digest browser, String nonce, String verifier, Instant until) {}

    /**
     * Where a browser is sent.
     *
     * @param browser what it keeps, to be known again
     */
    public record Away(URI address, String browser) {}

    /** What became of one that came back. */
    public sealed interface Back {
        record SignedIn(String session) implements Back {}

        /** @param why a sentence without its full stop */
        record Refused(String why) implements Back {}
    }

    public OpenId(OpenIdSettings settings, SignInDesk desk, Supplier<Facts> facts, Around around) {
        this.settings = settings;
        this.desk = desk;
        this.facts = facts;
        this.around = around;
        this.provider = new Provider(settings, around.clock());
        this.tokens = new IdTokens(settings, provider::key);
    }

    /** Who vouches, for people to read. */
    public String issuer() {
        return settings.issuer().getHost();
    }

    /** Empty when the provider does not answer. */
    public Optional<Away> leave() {
        try {
            return Optional.of(left(provider.authorize()));
        } catch (ProviderAway e) {
            desk.notVouched("the provider is away: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Away left(URI door) {
        String state = around.chance().get();
        String browser = around.chance().get();
        // 48 letters of chance: RFC 7636 wants 43 at least
        String verifier = around.chance().get() + around.chance().get();
        var left = new Gone(Digest.of(browser), around.chance().get(), verifier, now().plus(LIFE));
        keep(state, left);
        var question = new LinkedHashMap<String, String>();
        question.put("response_type", "code");
        question.put("client_id", settings.client());
        question.put("redirect_uri", back());
        question.put("scope", "openid profile email");
        question.put("state", state);
        question.put("nonce", left.nonce());
        question.put("code_challenge", challenge(verifier));
        question.put("code_challenge_method", "S256");
        String separator = door.getRawQuery() == null ? "?" : "&";
        return new Away(URI.create(door + separator + Provider.encoded(question)), browser);
    }

    /** Of too many the one that left first is forgotten. */
    private synchronized void keep(String state, Gone left) {
        gone.values().removeIf(each -> !now().isBefore(each.until()));
        if (gone.size() >= MOST) gone.remove(gone.keySet().iterator().next());
        gone.put(state, left);
    }

    private String back() {
        return around.console().resolve(BACK).toString();
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digest.of(verifier).bytes());
    }

    /**
     * Takes a browser in again.
     *
     * @param query what the provider gave it
     * @param browser what it kept
     */
    public Back comeBack(Map<String, String> query, Optional<String> browser) {
        try {
            var session = vouched(query, taken(query, browser));
            return new Back.SignedIn(session);
        } catch (NotVouched | ProviderAway e) {
            String why = String.valueOf(e.getMessage());
            desk.notVouched(why);
            return new Back.Refused(e instanceof ProviderAway ? "the sign-in service: " + why : why);
        }
    }

    /** The one that left, which never comes back again. */
    private synchronized Gone taken(Map<String, String> query, Optional<String> browser) {
        var left = Optional.ofNullable(gone.remove(query.getOrDefault("state", "")))
                .filter(each -> now().isBefore(each.until()))
                .orElseThrow(() ->
                        new NotVouched("nobody left for this sign-in, it came back already, or it took too long"));
        if (browser.map(Digest::of).filter(left.browser()::equals).isEmpty())
            throw new NotVouched("another browser left for this sign-in");
        return left;
    }

    private String vouched(Map<String, String> query, Gone left) {
        // RFC 9207: who answers says who it is, so that no other provider's answer is taken for it
        boolean stranger = Optional.ofNullable(query.get("iss"))
                .filter(issuer -> !issuer.equals(settings.issuer().toString()))
                .isPresent();
        if (stranger) throw new NotVouched("another provider answered");
        if (query.containsKey("error")) throw new NotVouched("the provider signed nobody in");
        String code =
                Optional.ofNullable(query.get("code")).orElseThrow(() -> new NotVouched("the provider gave no code"));
        var token = redeemed(code, left)
                .string("id_token")
                .orElseThrow(() -> new NotVouched("the provider vouched for nobody"));
        return opened(tokens.check(token, left.nonce(), now()));
    }

    private JsonObject redeemed(String code, Gone left) {
        return provider.redeem(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", back(),
                "client_id", settings.client(),
                "code_verifier", left.verifier()));
    }

    private String opened(IdTokens.Vouched vouched) {
        var person = Optional.ofNullable(settings.people().get(vouched.name()))
                .flatMap(facts.get()::person)
                .orElseThrow(() -> new NotVouched("the register knows nobody by that name"));
        grouped(person, vouched);
        return desk.vouched(person.id(), settings.issuer().toString())
                .orElseThrow(() -> new NotVouched("you are not an active person of the register"));
    }

    /** A role that the organisation took away there opens nothing here. */
    private void grouped(Person person, IdTokens.Vouched vouched) {
        var lacking = settings.lacking(person, vouched.groups());
        if (!lacking.isEmpty())
            throw new NotVouched("you are " + lacking.stream().map(Role::words).collect(Collectors.joining(" and "))
                    + " here, and not in the group for it there");
    }

    private Instant now() {
        return around.clock().instant();
    }
}
