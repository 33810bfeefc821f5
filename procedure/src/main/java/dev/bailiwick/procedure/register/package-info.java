/**
 * The register's procedures: agents and the ladder, credentials, confirmed tools. The ports beside them keep it.
 *
 * <p>Always true: credentials are kept as digests, never as values; a step up needs what the ladder says it needs.
 */
package dev.bailiwick.procedure.register;
