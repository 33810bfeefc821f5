package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;

/** A credential in use, for as long as its lease. */
public record Loan(Lease lease, Secret secret) {}
