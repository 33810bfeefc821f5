/** Scanners played on loopback. Read {@link dev.bailiwick.connector.scanner.HttpScannerTest} first. */
@NullMarked
package dev.bailiwick.connector.scanner;

import org.jspecify.annotations.NullMarked;
