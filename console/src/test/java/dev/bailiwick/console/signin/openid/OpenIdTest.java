package dev.bailiwick.console.signin.openid;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.people.OpenIdSettings;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing in with the organisation's provider, and every way in which it must not work. */
class OpenIdTest {
    private static final String LEAVE = "/sign-in/organisation";

    private final StrictProvider provider = new StrictProvider();
    private final PlayedHouse house = new PlayedHouse(Optional.of(new OpenIdSettings(
            provider.issuer(),
            StrictProvider.CLIENT,
            Optional.empty(),
            "sub",
            Map.of("u-4711", ANA, "u-1", EVE),
            "groups",
            Map.of(Role.BUSINESS, "approvers"))));
    private final Browsing browser = new Browsing(house);

    @AfterEach
    void close() {
        browser.close();
        house.close();
        provider.close();
    }

    private URI left() {
        var gone = browser.get(LEAVE);
        assertThat(gone.statusCode()).isEqualTo(303);
        assertThat(gone.headers().firstValue("Set-Cookie").orElse(""))
                .contains("-away=", "HttpOnly", "SameSite=Lax", "Max-Age=600");
        return URI.create(gone.headers().firstValue("Location").orElseThrow());
    }

    private static String path(URI address) {
        return address.getRawPath() + "?" + address.getRawQuery();
    }

    private HttpResponse<String> signIn(String subject) {
        return browser.get(path(provider.signIn(left(), subject)));
    }

    private void refused(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Nobody was signed in: " + why);
        assertThat(browser.get("/agents").headers().firstValue("Location")).contains("/sign-in");
    }

    private void refusedWhen(UnaryOperator<JWTClaimsSet.Builder> lie, String why) {
        provider.say(lie);
        refused(signIn("u-4711"), why);
    }

    @Test
    void whom_the_provider_vouches_for_is_signed_in() {
        assertThat(browser.get("/sign-in").body()).contains("Sign in with 127.0.0.1", "./bailiwick sign-in");
        var answer = signIn("u-4711");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly", "SameSite=Strict");
        assertThat(browser.get("/agents").body()).contains("Ana");
    }

    @Test
    void a_provider_may_change_its_keys() {
        signIn("u-4711");
        provider.rotate();
        house.clock().advance(Duration.ofSeconds(11));
        assertThat(signIn("u-4711").statusCode()).isEqualTo(200);
    }

    @Test
    void a_key_that_nobody_knows_is_not_asked_for_without_end() {
        signIn("u-4711");
        provider.rotate();
        browser.cookie("");
        refused(signIn("u-4711"), "the token is signed with a key that is none of the provider");
    }

    @Test
    void a_browser_comes_back_once_and_only_the_one_that_left() {
        var back = path(provider.signIn(left(), "u-4711"));
        try (var thief = new Browsing(house)) {
            assertThat(thief.get(back).body()).contains("another browser left for this sign-in");
        }
        refused(browser.get(back), "nobody left for this sign-in");
        var again = path(provider.signIn(left(), "u-4711"));
        String kept = browser.cookie();
        assertThat(browser.get(again).statusCode()).isEqualTo(200);
        browser.cookie(kept);
        refused(browser.get(again), "nobody left for this sign-in");
    }

    @Test
    void a_state_of_our_own_making_or_of_long_ago_opens_nothing() {
        refused(browser.get(OpenId.BACK + "?code=code-1&state=guess"), "nobody left");
        refused(browser.get(OpenId.BACK), "nobody left");
        var back = path(provider.signIn(left(), "u-4711"));
        house.clock().advance(OpenId.LIFE);
        refused(browser.get(back), "nobody left");
    }

    @Test
    void a_code_of_another_sign_in_is_worth_nothing_here() {
        var one = StrictProvider.form(provider.signIn(left(), "u-4711").getRawQuery());
        var other = provider.signIn(left(), "u-4711");
        refused(
                browser.get(path(other).replaceAll("code=[^&]*", "code=" + one.get("code"))),
                "the sign-in service: it answers with 400");
    }

    @Test
    void another_provider_s_answer_and_a_refusal_sign_nobody_in() {
        refused(browser.get(path(provider.signIn(left(), "u-4711")) + "&iss=https://evil.example"), "another provider");
        var state = StrictProvider.form(provider.signIn(left(), "u-4711").getRawQuery())
                .get("state");
        refused(browser.get(OpenId.BACK + "?error=access_denied&state=" + state), "the provider signed nobody in");
    }

    @Test
    void a_token_that_is_not_meant_for_us_does_not_count() {
        refusedWhen(claims -> claims.issuer("https://evil.example"), "the token is another issuer");
        refusedWhen(claims -> claims.audience("mail"), "the token is for another audience");
        refusedWhen(
                claims -> claims.audience(List.of("mail", StrictProvider.CLIENT)),
                "the token was given to another party");
        refusedWhen(
                claims ->
                        claims.audience(List.of("mail", StrictProvider.CLIENT)).claim("azp", "mail"),
                "the token was given to another party");
        refusedWhen(claims -> claims.claim("nonce", "yesterday"), "the token answers another question");
        refusedWhen(claims -> claims.claim("nonce", null), "the token answers another question");
    }

    @Test
    void a_token_of_another_time_does_not_count() {
        refusedWhen(claims -> claims.expirationTime(in(-61)), "the token has expired");
        refusedWhen(claims -> claims.expirationTime(null), "the token has no end");
        refusedWhen(claims -> claims.issueTime(in(120)), "the token is of a time to come");
        refusedWhen(claims -> claims.issueTime(in(-660)), "the token is too old");
        refusedWhen(claims -> claims.notBeforeTime(in(120)), "the token does not count yet");
    }

    @Test
    void clocks_may_be_a_minute_apart() {
        provider.say(claims -> claims.expirationTime(in(-50)).issueTime(in(50)));
        assertThat(signIn("u-4711").statusCode()).isEqualTo(200);
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    @Test
    void a_forged_token_does_not_count() {
        provider.forge(OpenIdTest::unsigned);
        refused(signIn("u-4711"), "the token is no signed token");
        provider.forge(OpenIdTest::signedWithWhatEverybodyKnows);
        refused(signIn("u-4711"), "the token is signed in a way nobody may use");
        provider.forge(token -> token.substring(0, token.length() - 8) + "AAAAAAAA");
        refused(signIn("u-4711"), "the token's signature is wrong");
        provider.forge(token -> "x".repeat(70_000));
        refused(signIn("u-4711"), "the token has no end");
    }

    private static String unsigned(String token) {
        try {
            return new PlainJWT(SignedJWT.parse(token).getJWTClaimsSet()).serialize();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signedWithWhatEverybodyKnows(String token) {
        try {
            var good = SignedJWT.parse(token);
            var forged = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(good.getHeader().getKeyID())
                            .build(),
                    good.getJWTClaimsSet());
            forged.sign(new MACSigner("the public key as text, at least 256 bits of it"));
            return forged.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void somebody_the_register_does_not_know_or_no_longer_stays_outside() {
        refused(signIn("u-9"), "the register knows nobody by that name");
        refused(signIn("u-1"), "you are not an active person of the register");
    }

    @Test
    void whoever_lost_the_group_for_a_role_stays_outside() {
        refusedWhen(
                claims -> claims.claim("groups", List.of("readers")), "you are Business owner here, and not in the");
        refusedWhen(claims -> claims.claim("groups", null), "you are Business owner here, and not in the");
    }

    @Test
    void nothing_that_is_asked_sends_a_browser_anywhere_else() {
        for (String query : new String[] {"?next=//evil.example", "?redirect_uri=https://evil.example", "?iss=evil"})
            assertThat(browser.get(LEAVE + query)
                            .headers()
                            .firstValue("Location")
                            .orElse(""))
                    .startsWith(provider.issuer() + "/authorize?")
                    .doesNotContain("evil");
        var answer = browser.get(path(provider.signIn(left(), "u-4711")) + "&next=https://evil.example");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.body()).contains("url=/\"").doesNotContain("evil");
    }

    @Test
    void a_document_of_another_issuer_is_not_believed() {
        provider.callItself("https://evil.example");
        assertThat(browser.get(LEAVE).statusCode()).isEqualTo(503);
    }

    @Test
    void while_the_provider_is_away_those_who_are_signed_in_deny_and_freeze_and_links_let_others_in() {
        signIn("u-4711");
        provider.close();
        var mail = JsonObject.with("to", "customer@example.net")
                .and("body", "hello")
                .build();
        var task = house.pending("message", mail);
        assertThat(browser.post("/approvals/" + task + "/decide", Map.of("decision", "deny", "reason", "no"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.post("/agents/desk/freeze", Map.of("reason", "look at it"))
                        .statusCode())
                .isEqualTo(303);
        try (var other = Browsing.as(ANA, house);
                var stranger = new Browsing(house)) {
            assertThat(other.get("/agents").statusCode()).isEqualTo(200);
            house.clock().advance(Duration.ofHours(2));
            var gone = stranger.get(LEAVE);
            assertThat(gone.statusCode()).isEqualTo(503);
            assertThat(gone.body()).contains("does not answer", "./bailiwick sign-in");
        }
    }

    @Test
    void signing_out_everywhere_ends_every_session_at_once() {
        signIn("u-4711");
        try (var other = Browsing.as(ANA, house)) {
            assertThat(other.post("/sign-out/everywhere", Map.of()).statusCode())
                    .isEqualTo(303);
            assertThat(browser.get("/agents").headers().firstValue("Location")).contains("/sign-in");
        }
    }
}
