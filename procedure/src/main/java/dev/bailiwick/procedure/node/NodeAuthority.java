package dev.bailiwick.procedure.node;

import dev.bailiwick.core.node.NodeId;
import dev.bailiwick.core.value.Digest;

/** Bailiwick's own certificate authority, for nodes and for the listener they come to. */
public interface NodeAuthority {
    /**
     * A certificate for one node.
     *
     * @param pem the certificate
     * @param authority whom the node trusts, and nobody else
     */
    record Issued(Digest digest, String pem, String authority) {}

    /**
     * @param key a public key as X.509 writes it (SubjectPublicKeyInfo, DER)
     * @throws IllegalArgumentException when it is none that is strong enough
     */
    Issued issue(NodeId node, byte[] key);

    /** By which a node knows the authority the first time. */
    Digest fingerprint();
}
