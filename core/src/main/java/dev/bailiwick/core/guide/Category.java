package dev.bailiwick.core.guide;

/** The five sorts of integration an organisation approves differently. */
public enum Category {
    COMMUNICATION,
    TEAM_MESSAGING,
    SHELL_INFRASTRUCTURE,
    SOURCE_CLOUD,
    FINANCIAL_CUSTOMER
}
