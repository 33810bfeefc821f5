package dev.bailiwick.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the key and the note by which the Go implementation of signed notes is documented. */
final class SignedNoteTest {
    private static final String VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String NOTE = TEXT
            + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final VerifierKey KEY = VerifierKey.parse(VERIFIER);

    private static NoteSigner signer() throws GeneralSecurityException {
        byte[] typed = Base64.getDecoder().decode(SEED);
        var seed = Arrays.copyOfRange(typed, 1, typed.length);
        var key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        return new NoteSigner(KEY, key);
    }

    @Test
    void a_note_of_another_implementation_verifies() {
        var note = SignedNote.parse(NOTE);
        assertThat(KEY.signed(note)).isTrue();
        assertThat(note).hasToString(NOTE);
        assertThat(KEY).hasToString(VERIFIER);
    }

    @Test
    void the_same_key_and_text_give_the_same_note() throws GeneralSecurityException {
        assertThat(signer().sign(TEXT)).hasToString(NOTE);
    }

    @Test
    void a_changed_text_or_signature_is_not_signed() {
        assertThat(KEY.signed(SignedNote.parse(NOTE.replace("cryptography", "Cryptography"))))
                .isFalse();
        assertThat(KEY.signed(SignedNote.parse(NOTE.replace("x08go/ZJ", "x08go/ZK"))))
                .isFalse();
        assertThat(KEY.signed(SignedNote.parse(NOTE.replace(" PeterNeumann ", " Someone "))))
                .isFalse();
    }

    @Test
    void a_broken_signature_of_a_known_key_spoils_the_note_even_beside_a_good_one() {
        String broken = NOTE.substring(TEXT.length() + 1).replace("ZJkuBS9UG", "ZJkuBS9UH");
        assertThat(KEY.signed(SignedNote.parse(NOTE + broken))).isFalse();
    }

    @Test
    void signatures_of_unknown_keys_are_ignored() {
        var other = new SignedNote.Signature("somebody", 7, new byte[64]);
        assertThat(KEY.signed(SignedNote.parse(NOTE).with(other))).isTrue();
    }

    @Test
    void a_cosignature_is_bound_to_its_second_and_is_no_signature() throws GeneralSecurityException {
        var cosigner = KEY.as(VerifierKey.Type.COSIGNATURE);
        var note = SignedNote.unsigned(TEXT).with(signer().cosignature(TEXT, 1_679_315_147));
        assertThat(cosigner.signed(note)).isTrue();
        assertThat(KEY.signed(note)).isFalse();
        assertThat(cosigner.signed(SignedNote.parse(NOTE))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no signature\n",
                "text\n\n",
                "text\n\nnot a signature\n",
                "text\n\n\u2014 name !!!\n",
                "text\n\n\u2014 name AAAA\n"
            })
    void what_is_no_note_is_refused(String text) {
        assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+CRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc",
                "PeterNeumann"
            })
    void what_is_no_verifier_key_is_refused(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_signer_never_prints_its_key() throws GeneralSecurityException {
        assertThat(signer()).hasToString("PeterNeumann [redacted]");
    }

    @Test
    void a_checkpoint_is_three_lines() {
        var root = new TreeHasher().empty();
        var checkpoint = new Checkpoint("example.com/log", 0, root);
        assertThat(checkpoint.text()).isEqualTo("example.com/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
        assertThat(Checkpoint.of(SignedNote.unsigned(checkpoint.text()))).isEqualTo(checkpoint);
        assertThat(Checkpoint.of(SignedNote.unsigned(checkpoint.text() + "an extension\n")))
                .isEqualTo(checkpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com/log\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "example.com/log\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "example.com/log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==\n",
                "example.com/log\n1\n",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
            })
    void what_is_no_checkpoint_is_refused(String text) {
        assertThatThrownBy(() -> Checkpoint.of(SignedNote.unsigned(text))).isInstanceOf(IllegalArgumentException.class);
    }
}
