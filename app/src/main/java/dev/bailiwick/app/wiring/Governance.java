package dev.bailiwick.app.wiring;

/** The rooms in which people govern: what can go wrong, what is due, what is still needed. */
record Governance(RiskRoom risk, ProgrammeRoom programme, CampaignRoom campaigns) {}
