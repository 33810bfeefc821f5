package dev.bailiwick.secrets.openssh;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.secrets.openssh.Settings.Grant;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * One user certificate for each lease, for one command on one machine. Its key and its serial follow from the root key and
 * the lease's id.
 *
 * <p>Revoking refuses every new login; a session that is open lives until its command ends. The probe logs in with the old
 * certificate, and believes a refusal only if a fresh one is let in at the same time.
 */
public final class SshCertificates implements SecretBackend {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration CONTROL = Duration.ofMinutes(1);

    private final String name;
    private final Settings settings;
    private final InstantSource clock;
    private final KeyPair authority;
    private final RevocationList list;
    private final Login login;

    public SshCertificates(String name, Settings settings, InstantSource clock) {
        this.name = name;
        this.settings = settings;
        this.clock = clock;
        this.authority = new KeyPair(settings.root().bytes("openssh authority", name));
        this.list = new RevocationList(settings.list(), authority.publicBlob());
        this.login = new Login(settings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RevocationClass revocation() {
        return RevocationClass.INSTANT;
    }

    @Override
    public boolean standing() {
        return false;
    }

    /** The line that sshd must trust ({@code TrustedUserCAKeys}). */
    public String authority() {
        return authority.publicLine();
    }

    /**
     * The private key and, behind it, the certificate: both as {@code ssh} reads them from files. None without a list that
     * can end it.
     */
    @Override
    public Issued issue(Lease lease) {
        return Issued.of(text(lease));
    }

    /** The same key and serial, a later end. */
    @Override
    public Secret renew(Lease longer, Secret held) {
        return text(longer);
    }

    private Secret text(Lease lease) {
        var holder = holder(lease.id());
        var signed = signed(lease, holder, grant(lease));
        list.begin(clock.instant());
        return new Secret(holder.privateText() + Certificate.line(signed) + "\n");
    }

    private Grant grant(Lease lease) {
        return Optional.ofNullable(settings.grants().get(lease.secret().name()))
                .orElseThrow(() -> new BackendUnavailable(
                        "\"" + name + "\" grants no \"" + lease.secret().name() + "\""));
    }

    private KeyPair holder(String lease) {
        return new KeyPair(settings.root().bytes("openssh key of " + name, lease));
    }

    private byte[] signed(Lease lease, KeyPair holder, Grant grant) {
        var certificate = new Certificate(
                serial(lease),
                lease.id() + ":" + lease.agent(),
                grant.principals(),
                lease.issued().minus(SKEW),
                lease.expires(),
                grant.command(),
                grant.from());
        return signed(certificate, holder, lease.id());
    }

    private byte[] signed(Certificate certificate, KeyPair holder, String id) {
        return certificate.signed(holder, settings.root().bytes("openssh nonce of " + name, id), authority);
    }

    /** 62 bits of the id's digest: no two leases meet. */
    static long serial(Lease lease) {
        return (ByteBuffer.wrap(Digest.of(lease.id()).bytes()).getLong() >>> 2) | 1;
    }

    @Override
    public Ending revoke(Lease lease) {
        list.add(serial(lease), clock.instant());
        return new Ending.Done();
    }

    @Override
    public Standing probe(Lease lease) {
        var grant = Optional.ofNullable(settings.grants().get(lease.secret().name()));
        if (grant.isEmpty()) return Standing.UNKNOWN;
        var holder = holder(lease.id());
        var old = login.with(holder, signed(lease, holder, grant.get()));
        return old == Standing.REFUSED && !controlled(grant.get()) ? Standing.UNKNOWN : old;
    }

    /** Whether a certificate that was never revoked is let in: else a refusal says nothing about the old one. */
    private boolean controlled(Grant grant) {
        var now = clock.instant();
        var id = "control-" + now.toEpochMilli();
        var holder = holder(id);
        return login.with(holder, signed(control(now, id, grant.principals()), holder, id)) == Standing.ACCEPTED;
    }

    private static Certificate control(Instant now, String id, List<String> principals) {
        return new Certificate(
                now.toEpochMilli(), id, principals, now.minus(SKEW), now.plus(CONTROL), "/bin/false", Optional.empty());
    }
}
