package dev.bailiwick.console.signin;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import com.webauthn4j.verifier.exception.VerificationException;
import dev.bailiwick.core.people.Assertion;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.procedure.signin.Authenticators;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passkeys over webauthn4j. The person is always verified by the authenticator, never only present; which maker's
 * authenticator it is we do not ask (attestation «none»).
 */
public final class WebAuthn implements Authenticators {
    /** ES256, EdDSA, RS256: what today's authenticators speak, best first. */
    static final List<Long> ALGORITHMS = List.of(-7L, -8L, -257L);

    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(COSEAlgorithmIdentifier::create)
            .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
            .toList();
    private static final String UNREADABLE = "it is not what an authenticator answers";
    private static final boolean VERIFIED = true;
    private static final boolean PRESENT = true;

    private final URI origin;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter keys = new AttestedCredentialDataConverter(converter);

    /** @param origin the one address of the console's pages, with its port: localhost is shared with every other port */
    public WebAuthn(URI origin) {
        this.origin = origin;
    }

    @Override
    public String site() {
        return origin.getHost();
    }

    @Override
    public Attested register(Registration registration, Digest challenge) {
        try {
            var request = new RegistrationRequest(bytes(registration.attestation()), bytes(registration.client()));
            var data = manager.verify(
                    request, new RegistrationParameters(server(challenge), PARAMETERS, VERIFIED, PRESENT));
            return attested(data.getAttestationObject());
        } catch (VerificationException | DataConversionException | IllegalArgumentException e) {
            return new Attested.Bad(why(e));
        }
    }

    private Attested attested(@Nullable AttestationObject object) {
        var key = object == null ? null : object.getAuthenticatorData().getAttestedCredentialData();
        if (object == null || key == null) return new Attested.Bad(UNREADABLE);
        return new Attested.Good(
                text(key.getCredentialId()),
                text(keys.convert(key)),
                object.getAuthenticatorData().getSignCount());
    }

    @Override
    public Signed check(String key, Assertion assertion, Digest challenge, long counter) {
        try {
            var request = new AuthenticationRequest(
                    bytes(assertion.credential()),
                    bytes(assertion.authenticator()),
                    bytes(assertion.client()),
                    bytes(assertion.signature()));
            var allowed = List.of(bytes(assertion.credential()));
            var data = manager.verify(
                    request,
                    new AuthenticationParameters(server(challenge), record(key, counter), allowed, VERIFIED, PRESENT));
            var said = data.getAuthenticatorData();
            return said == null ? new Signed.Bad(UNREADABLE) : new Signed.Good(said.getSignCount());
        } catch (VerificationException | DataConversionException | IllegalArgumentException e) {
            return new Signed.Bad(why(e));
        }
    }

    private ServerProperty server(Digest challenge) {
        return ServerProperty.builder()
                .origin(Origin.create(origin.toString()))
                .rpId(site())
                .challenge(new DefaultChallenge(challenge.bytes()))
                .build();
    }

    /** Only key and counter are compared; what was said at registration besides is not kept. */
    private CredentialRecordImpl record(String key, long counter) {
        return new CredentialRecordImpl(
                null, true, null, null, counter, keys.convert(bytes(key)), null, null, null, null);
    }

    private static String why(RuntimeException e) {
        return switch (e) {
            case BadOriginException _ -> "it was given on a page that is not this console's";
            case BadRpIdException _ -> "it belongs to another site";
            case BadChallengeException _ -> "it answers another question";
            case UserNotVerifiedException _ -> "the device did not verify who used it";
            case MaliciousCounterValueException _ -> "its counter went back, so there is a copy of it";
            case BadSignatureException _ -> "the signature is not the passkey's";
            default -> UNREADABLE;
        };
    }

    private static byte[] bytes(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
