package dev.bailiwick.app.wiring;

import dev.bailiwick.procedure.register.Discovery;
import dev.bailiwick.procedure.register.Retirement;

/** The rooms in which people govern: what can go wrong, what is due, what is still needed, what nobody registered. */
record Governance(
        RiskRoom risk, ProgrammeRoom programme, CampaignRoom campaigns, Retirement retirement, Discovery discovery) {}
