package dev.bailiwick.console.signin.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.bailiwick.core.people.OpenIdSettings;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether an ID token was signed by the provider for us, is of now, and answers our question (section 3.1.3.7). */
final class IdTokens {
    /** How far the provider's clock may be from ours. */
    static final Duration SKEW = Duration.ofSeconds(60);

    /** A token that was made earlier was made for somebody else's sign-in. */
    static final Duration OLDEST = Duration.ofMinutes(10);

    /** Signatures of a key that only the provider has: a shared secret, or none at all, signs for anybody. */
    private static final Set<JWSAlgorithm> SIGNED =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.RS512);

    private static final int LONGEST = 64 * 1024;

    private final OpenIdSettings settings;
    private final Function<String, Optional<JWK>> keys;

    IdTokens(OpenIdSettings settings, Function<String, Optional<JWK>> keys) {
        this.settings = settings;
        this.keys = keys;
    }

    /** What the provider says of somebody. */
    record Vouched(String name, Set<String> groups) {
        Vouched {
            groups = Set.copyOf(groups);
        }
    }

    /** @throws NotVouched naming what does not count */
    Vouched check(String token, String nonce, Instant now) {
        try {
            if (token.length() > LONGEST) throw new NotVouched("the token has no end");
            var jwt = SignedJWT.parse(token);
            signed(jwt);
            var claims = jwt.getJWTClaimsSet();
            meant(claims, nonce);
            timely(claims, now);
            return new Vouched(name(claims), groups(claims));
        } catch (ParseException e) {
            throw new NotVouched("the token is no signed token");
        }
    }

    private void signed(SignedJWT jwt) {
        var header = jwt.getHeader();
        if (!SIGNED.contains(header.getAlgorithm()))
            throw new NotVouched("the token is signed in a way nobody may use");
        var key = Optional.ofNullable(header.getKeyID())
                .flatMap(keys)
                .filter(each -> each.getKeyUse() == null || each.getKeyUse().equals(KeyUse.SIGNATURE))
                .orElseThrow(() -> new NotVouched("the token is signed with a key that is none of the provider's"));
        if (!verified(jwt, key)) throw new NotVouched("the token's signature is wrong");
    }

    private static boolean verified(SignedJWT jwt, JWK key) {
        try {
            return jwt.verify(verifier(jwt, key));
        } catch (JOSEException e) {
            return false;
        }
    }

    private static JWSVerifier verifier(SignedJWT jwt, JWK key) throws JOSEException {
        if (!(key instanceof AsymmetricJWK pair)) throw new NotVouched("the provider's key is no public key");
        return new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), pair.toPublicKey());
    }

    private void meant(JWTClaimsSet claims, String nonce) throws ParseException {
        if (!settings.issuer().toString().equals(claims.getIssuer()))
            throw new NotVouched("the token is another issuer's");
        List<String> audience = claims.getAudience();
        if (!audience.contains(settings.client())) throw new NotVouched("the token is for another audience");
        var party = Optional.ofNullable(claims.getStringClaim("azp"));
        boolean ours = party.map(settings.client()::equals).orElse(audience.size() == 1);
        if (!ours) throw new NotVouched("the token was given to another party");
        if (!nonce.equals(claims.getStringClaim("nonce"))) throw new NotVouched("the token answers another question");
    }

    private static void timely(JWTClaimsSet claims, Instant now) {
        var expires = instant(claims.getExpirationTime(), "end");
        var made = instant(claims.getIssueTime(), "beginning");
        if (!now.isBefore(expires.plus(SKEW))) throw new NotVouched("the token has expired");
        if (made.isAfter(now.plus(SKEW))) throw new NotVouched("the token is of a time to come");
        if (made.isBefore(now.minus(OLDEST))) throw new NotVouched("the token is too old");
        var from = Optional.ofNullable(claims.getNotBeforeTime()).map(Date::toInstant);
        if (from.filter(each -> each.isAfter(now.plus(SKEW))).isPresent())
            throw new NotVouched("the token does not count yet");
    }

    private static Instant instant(Date date, String what) {
        return Optional.ofNullable(date)
                .map(Date::toInstant)
                .orElseThrow(() -> new NotVouched("the token has no " + what));
    }

    private String name(JWTClaimsSet claims) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim(settings.claim()))
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> new NotVouched("the token does not say who it is about"));
    }

    private Set<String> groups(JWTClaimsSet claims) throws ParseException {
        return Optional.ofNullable(claims.getStringListClaim(settings.groupClaim()))
                .map(HashSet::new)
                .orElseGet(HashSet::new);
    }
}
