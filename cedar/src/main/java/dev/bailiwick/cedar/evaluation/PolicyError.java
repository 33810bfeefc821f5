package dev.bailiwick.cedar.evaluation;

/** A policy whose evaluation failed, and why. Cedar ignores such a policy; whoever decides should not. */
public record PolicyError(String policyId, String message) {}
