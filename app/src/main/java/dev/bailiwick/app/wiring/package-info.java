/**
 * How the house is put together, in plain Java: what it keeps ({@code Records}), what it knows
 * ({@code Knowledge}), what stands at the gate ({@code Enforcement}), what it does ({@code Desks}), where one comes in ({@code
 * Entrances}), what it does again and again ({@code Rounds}). Read {@link dev.bailiwick.app.wiring.House} first. Only this
 * package constructs across rooms; it decides nothing.
 */
@NullMarked
package dev.bailiwick.app.wiring;

import org.jspecify.annotations.NullMarked;
