/**
 * What the way out costs: interception, decision, durable log and injection, beside nginx that decrypts and re-encrypts the
 * same traffic to the same server in the same run.
 */
@NullMarked
package dev.bailiwick.bench.egress;

import org.jspecify.annotations.NullMarked;
