package dev.bailiwick.app.wiring;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.GlassId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TokenId;
import java.security.SecureRandom;
import java.util.Base64;

/** The one source of what nobody can guess. */
final class Chance {
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();

    /** 192 bits as URL-safe text. */
    String token() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A task id of 16 letters: 82 bits. */
    TaskId taskId() {
        return new TaskId(id("task-"));
    }

    /** A delegation's id, likewise. */
    DelegationId delegationId() {
        return new DelegationId(id("delegation-"));
    }

    /** A broken glass's id, likewise. */
    GlassId glassId() {
        return new GlassId(id("glass-"));
    }

    /** An API token's name, likewise. */
    TokenId tokenId() {
        return new TokenId(id("token-"));
    }

    /** A lease's id, likewise. */
    String leaseId() {
        return id("lease-");
    }

    /** A case's id, likewise. */
    CaseId caseId() {
        return new CaseId(id("case-"));
    }

    /** An integration's id, likewise. */
    IntegrationId integrationId() {
        return new IntegrationId(id("int-"));
    }

    private String id(String kind) {
        var id = new StringBuilder(kind);
        for (int i = 0; i < 16; i++) id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        return id.toString();
    }

    SecureRandom random() {
        return random;
    }
}
