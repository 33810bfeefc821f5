/** The doors on a real server, with the procedure floor in memory behind them. Read {@code Doors} first. */
@NullMarked
package dev.bailiwick.gateway.testing;

import org.jspecify.annotations.NullMarked;
