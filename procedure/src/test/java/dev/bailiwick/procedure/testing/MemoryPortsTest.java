package dev.bailiwick.procedure.testing;

import dev.bailiwick.procedure.approval.Approvals;
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
import dev.bailiwick.procedure.signin.Passkeys;
import dev.bailiwick.procedure.signin.SignIns;
import dev.bailiwick.procedure.signin.Tokens;
import org.junit.jupiter.api.Nested;

/** The memory implementations keep the contracts they stand in for. */
class MemoryPortsTest {
    @Nested
    class In_integrations extends IntegrationsContract {
        @Override
        protected Integrations integrations() {
            return new MemoryIntegrations();
        }
    }

    @Nested
    class In_leases extends LeasesContract {
        @Override
        protected Leases leases() {
            return new MemoryLeases();
        }
    }

    @Nested
    class In_rotations extends RotationsContract {
        private final Rotations memory = new MemoryRotations();

        @Override
        protected Rotations rotations() {
            return memory;
        }
    }

    @Nested
    class In_service_keys extends ServiceKeysContract {
        @Override
        protected ServiceKeys keys() {
            return new MemoryServiceKeys();
        }
    }

    @Nested
    class In_approvals extends ApprovalsContract {
        @Override
        protected Approvals approvals() {
            return new MemoryApprovals();
        }
    }

    @Nested
    class In_archive extends ArchiveContract {
        @Override
        protected Archive archive() {
            return new MemoryArchive();
        }
    }

    @Nested
    class In_tickets extends TicketsContract {
        @Override
        protected Tickets tickets() {
            return new MemoryTickets();
        }
    }

    @Nested
    class In_agents extends AgentsContract {
        @Override
        protected Agents agents() {
            return new MemoryAgents();
        }
    }

    @Nested
    class In_credentials extends CredentialsContract {
        @Override
        protected Credentials credentials() {
            return new MemoryCredentials();
        }
    }

    @Nested
    class In_confirmed_tools extends ConfirmedToolsContract {
        @Override
        protected ConfirmedTools tools() {
            return new MemoryConfirmedTools();
        }
    }

    @Nested
    class In_freeze_records extends FreezeRecordsContract {
        @Override
        protected FreezeRecords freezes() {
            return new MemoryFreezeRecords();
        }
    }

    @Nested
    class In_tokens extends TokensContract {
        @Override
        protected Tokens tokens() {
            return new MemoryTokens();
        }
    }

    @Nested
    class In_passkeys extends PasskeysContract {
        @Override
        protected Passkeys passkeys() {
            return new MemoryPasskeys();
        }
    }

    @Nested
    class In_sign_ins extends SignInsContract {
        @Override
        protected SignIns signIns() {
            return new MemorySignIns();
        }
    }
}
