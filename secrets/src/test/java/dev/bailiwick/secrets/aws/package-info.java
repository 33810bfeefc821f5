/** Tested against a double that checks every signature, evaluates the policies that end sessions late, and throttles as AWS does. */
@NullMarked
package dev.bailiwick.secrets.aws;

import org.jspecify.annotations.NullMarked;
