/**
 * Strict JSON: text to sealed values to records, and back.
 *
 * <p>Read {@link dev.bailiwick.json.JsonValue} first. {@link dev.bailiwick.json.Json} reads and writes text; {@link
 * dev.bailiwick.json.Fields} reads the components of a record from an object; {@link dev.bailiwick.json.CanonicalJson} gives the
 * one byte form that is hashed (RFC 8785).
 *
 * <p>Always true: duplicate keys, lone surrogates, NUL, trailing text, and anything beyond the stated {@link
 * dev.bailiwick.json.JsonLimits} are refused with line and column. Numbers keep every digit they were written with.
 */
package dev.bailiwick.json;
