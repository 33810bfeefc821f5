package dev.bailiwick.procedure.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.procedure.credential.ServiceKeys;
import org.junit.jupiter.api.Test;

/** What every {@link ServiceKeys} must do. */
public abstract class ServiceKeysContract {
    private static final ServiceKey CRM = Specimens.serviceKey("crm", "sealed-file/crm");
    private static final ServiceKey REFUNDS = Specimens.serviceKey("refunds", "sealed-file/refunds");

    /** The same, empty at first, for one test. */
    protected abstract ServiceKeys keys();

    @Test
    void keys_come_back_as_they_are_and_by_name() {
        var keys = keys();
        keys.put(REFUNDS);
        keys.put(CRM);
        keys.put(CRM);
        assertThat(keys.all()).containsExactly(CRM, REFUNDS);
    }

    @Test
    void a_removed_key_is_gone_and_may_be_removed_again() {
        var keys = keys();
        keys.put(CRM);
        keys.remove("crm");
        keys.remove("crm");
        assertThat(keys.all()).isEmpty();
    }
}
