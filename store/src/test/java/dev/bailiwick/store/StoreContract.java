package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.approval.Delegations;
import dev.bailiwick.procedure.approval.Glasses;
import dev.bailiwick.procedure.approval.Tickets;
import dev.bailiwick.procedure.credential.Leases;
import dev.bailiwick.procedure.credential.Rotations;
import dev.bailiwick.procedure.credential.ServiceKeys;
import dev.bailiwick.procedure.enforcement.FreezeRecords;
import dev.bailiwick.procedure.policy.Archive;
import dev.bailiwick.procedure.register.Agents;
import dev.bailiwick.procedure.register.ConfirmedTools;
import dev.bailiwick.procedure.register.Credentials;
import dev.bailiwick.procedure.register.Integrations;
import dev.bailiwick.procedure.review.Reviews;
import dev.bailiwick.procedure.signin.Passkeys;
import dev.bailiwick.procedure.signin.SignIns;
import dev.bailiwick.procedure.signin.Tokens;
import dev.bailiwick.procedure.testing.AgentsContract;
import dev.bailiwick.procedure.testing.ApprovalsContract;
import dev.bailiwick.procedure.testing.ArchiveContract;
import dev.bailiwick.procedure.testing.ConfirmedToolsContract;
import dev.bailiwick.procedure.testing.CredentialsContract;
import dev.bailiwick.procedure.testing.DelegationsContract;
import dev.bailiwick.procedure.testing.FreezeRecordsContract;
import dev.bailiwick.procedure.testing.GlassesContract;
import dev.bailiwick.procedure.testing.IntegrationsContract;
import dev.bailiwick.procedure.testing.LeasesContract;
import dev.bailiwick.procedure.testing.PasskeysContract;
import dev.bailiwick.procedure.testing.ReviewsContract;
import dev.bailiwick.procedure.testing.RotationsContract;
import dev.bailiwick.procedure.testing.ServiceKeysContract;
import dev.bailiwick.procedure.testing.SignInsContract;
import dev.bailiwick.procedure.testing.Specimens;
import dev.bailiwick.procedure.testing.TicketsContract;
import dev.bailiwick.procedure.testing.TokensContract;
import dev.bailiwick.store.Migrator.Script;
import dev.bailiwick.store.approval.StoredApprovals;
import dev.bailiwick.store.approval.StoredDelegations;
import dev.bailiwick.store.approval.StoredGlasses;
import dev.bailiwick.store.approval.StoredTickets;
import dev.bailiwick.store.credential.StoredLeases;
import dev.bailiwick.store.credential.StoredRotations;
import dev.bailiwick.store.credential.StoredServiceKeys;
import dev.bailiwick.store.freeze.StoredFreezes;
import dev.bailiwick.store.policy.StoredArchive;
import dev.bailiwick.store.register.StoredAgents;
import dev.bailiwick.store.register.StoredCredentials;
import dev.bailiwick.store.register.StoredIntegrations;
import dev.bailiwick.store.register.StoredTools;
import dev.bailiwick.store.review.StoredReviews;
import dev.bailiwick.store.signin.StoredPasskeys;
import dev.bailiwick.store.signin.StoredSignIns;
import dev.bailiwick.store.signin.StoredTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What both databases must do: every port's contract, and keep their own history. */
abstract class StoreContract {
    Database database = unopened();

    /** Opens the database of this test; again and again the same one. */
    abstract Database open();

    @BeforeEach
    void openDatabase() {
        database = open();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @SuppressWarnings("NullAway") // set before each test
    private static Database unopened() {
        return null;
    }

    @Nested
    class In_integrations extends IntegrationsContract {
        @Override
        protected Integrations integrations() {
            return new StoredIntegrations(database);
        }
    }

    @Nested
    class In_leases extends LeasesContract {
        @Override
        protected Leases leases() {
            return new StoredLeases(database);
        }
    }

    @Nested
    class In_rotations extends RotationsContract {
        @Override
        protected Rotations rotations() {
            return new StoredRotations(database);
        }
    }

    @Nested
    class In_service_keys extends ServiceKeysContract {
        @Override
        protected ServiceKeys keys() {
            return new StoredServiceKeys(database);
        }
    }

    @Nested
    class In_archive extends ArchiveContract {
        @Override
        protected Archive archive() {
            return new StoredArchive(database);
        }
    }

    @Nested
    class In_approvals extends ApprovalsContract {
        @Override
        protected Approvals approvals() {
            return new StoredApprovals(database);
        }
    }

    @Nested
    class In_tickets extends TicketsContract {
        @Override
        protected Tickets tickets() {
            return new StoredTickets(database);
        }
    }

    @Nested
    class In_delegations extends DelegationsContract {
        @Override
        protected Delegations delegations() {
            return new StoredDelegations(database);
        }
    }

    @Nested
    class In_glasses extends GlassesContract {
        @Override
        protected Glasses glasses() {
            return new StoredGlasses(database);
        }
    }

    @Nested
    class In_reviews extends ReviewsContract {
        @Override
        protected Reviews reviews() {
            return new StoredReviews(database);
        }
    }

    @Nested
    class In_agents extends AgentsContract {
        @Override
        protected Agents agents() {
            return new StoredAgents(database);
        }
    }

    @Nested
    class In_credentials extends CredentialsContract {
        @Override
        protected Credentials credentials() {
            return new StoredCredentials(database);
        }
    }

    @Nested
    class In_tools extends ConfirmedToolsContract {
        @Override
        protected ConfirmedTools tools() {
            return new StoredTools(database);
        }
    }

    @Nested
    class In_tokens extends TokensContract {
        @Override
        protected Tokens tokens() {
            return new StoredTokens(database);
        }
    }

    @Nested
    class In_passkeys extends PasskeysContract {
        @Override
        protected Passkeys passkeys() {
            return new StoredPasskeys(database);
        }
    }

    @Nested
    class In_sign_ins extends SignInsContract {
        @Override
        protected SignIns signIns() {
            return new StoredSignIns(database);
        }
    }

    @Nested
    class In_freezes extends FreezeRecordsContract {
        @Override
        protected FreezeRecords freezes() {
            return new StoredFreezes(database);
        }
    }

    @Nested
    class In_spoiled_records {
        @Test
        void a_freeze_that_cannot_be_read_still_freezes_its_agent() {
            var freezes = new StoredFreezes(database);
            freezes.freeze(Optional.of(Specimens.DESK), new Freeze("odd", "person:ana", Specimens.MORNING));
            execute("UPDATE frozen SET body = '{}'");
            assertThat(freezes.load().agents()).containsOnlyKeys(Specimens.DESK);
            assertThat(freezes.load().all()).isEmpty();
        }

        @Test
        void a_freeze_of_nobody_we_can_name_freezes_everything() {
            execute("INSERT INTO frozen (scope, body) VALUES ('NOT AN AGENT', 'no json')");
            assertThat(new StoredFreezes(database).load().of(new AgentId("any")))
                    .isPresent();
        }

        @Test
        void a_task_that_cannot_be_read_says_so_without_showing_it() {
            var approvals = new StoredApprovals(database);
            var task = approvals.openOrJoin(Specimens.task(1, "send"));
            execute("UPDATE approval SET body = '{\"secret\":\"hunter2\"}'");
            assertThatThrownBy(() -> approvals.find(task.id()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("restore a backup")
                    .hasMessageNotContaining("hunter2");
        }

        @Test
        void text_is_never_taken_for_a_number() {
            assertThatThrownBy(() -> execute("INSERT INTO counter (name, value) VALUES ('x', 'abc')"))
                    .isInstanceOfAny(IllegalStateException.class, StoreUnavailable.class);
        }

        @Test
        void a_change_that_breaks_a_rule_is_our_defect_and_shows_no_value() {
            execute("INSERT INTO counter (name, value) VALUES ('hunter2', 1)");
            assertThatThrownBy(() -> execute("INSERT INTO counter (name, value) VALUES ('hunter2', 1)"))
                    .isInstanceOf(IllegalStateException.class)
                    .satisfies(e -> assertThat(stackOf(e)).doesNotContain("hunter2"));
        }
    }

    @Nested
    class In_its_history {
        private final Script first =
                new Script("1-first", "CREATE TABLE first (a TEXT NOT NULL DEFAULT 'x;y'); -- a;b\n");
        private final Script second = new Script("2-second", "ALTER TABLE first ADD COLUMN b BIGINT");

        @BeforeEach
        void forgetShippedHistory() {
            execute("DELETE FROM migration");
        }

        @Test
        void each_script_runs_once_in_order() {
            assertThat(migrate(first)).isEqualTo(1);
            assertThat(migrate(first, second)).isEqualTo(1);
            assertThat(migrate(first, second)).isZero();
            execute("INSERT INTO first (b) VALUES (1)");
        }

        @Test
        void a_script_that_was_changed_after_it_ran_is_refused() {
            migrate(first);
            assertThatThrownBy(() -> migrate(new Script("1-first", first.sql() + " "), second))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("1-first");
        }

        @Test
        void a_history_newer_than_this_program_is_refused() {
            migrate(first, second);
            assertThatThrownBy(() -> migrate(first))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("newer version");
        }

        @Test
        void a_script_that_fails_leaves_nothing_behind() {
            assertThatThrownBy(() -> migrate(first, new Script("2-broken", "CREATE TABLE other (a TEXT); NONSENSE")))
                    .isInstanceOf(StoreUnavailable.class);
            assertThat(migrate(first, second)).isEqualTo(2);
            execute("CREATE TABLE other (a TEXT)");
        }

        private int migrate(Script... scripts) {
            return database.write(handle -> new Migrator(List.of(scripts)).migrate(handle, "it"));
        }
    }

    @Test
    void what_was_written_is_there_when_opened_again() {
        var task = new StoredApprovals(database).openOrJoin(Specimens.task(1, "send"));
        database.close();
        database = open();
        assertThat(new StoredApprovals(database).find(task.id())).contains(task);
    }

    @Test
    void four_who_open_it_at_once_all_succeed() {
        List<Database> opened = new ArrayList<>();
        try {
            opened.addAll(dev.bailiwick.procedure.testing.Race.of(
                    java.util.Collections.nCopies(4, (java.util.concurrent.Callable<Database>) this::open)));
            assertThat(opened).hasSize(4);
        } finally {
            opened.forEach(Database::close);
        }
    }

    void execute(String sql) {
        var _ = database.write(handle -> handle.execute(sql));
    }

    static String stackOf(Throwable e) {
        var out = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(out));
        return out.toString();
    }
}
