/**
 * What an agent could do at all. Read {@link dev.bailiwick.core.exposure.Reach} first.
 *
 * <p>Asked for by the command line, and before a new version of the policies comes into force. Always true: it makes the same
 * pure call as a live decision; nothing is estimated.
 */
package dev.bailiwick.core.exposure;
