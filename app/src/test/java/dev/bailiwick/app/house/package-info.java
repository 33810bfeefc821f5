/**
 * The plan of the house, held against the compiled classes. Read {@link dev.bailiwick.app.house.HouseTest} first; {@link
 * dev.bailiwick.app.house.Plan} says what the plan is, {@link dev.bailiwick.app.house.CompiledClass} what a class file shows.
 */
@NullMarked
package dev.bailiwick.app.house;

import org.jspecify.annotations.NullMarked;
