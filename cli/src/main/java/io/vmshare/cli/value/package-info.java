/**
 * Internal. Text from the command line, the environment or a file made into values, or refused with a reason; and words
 * made fit for a command line again. It must not know what the values are for.
 */
@NullMarked
package io.vmshare.cli.value;

import org.jspecify.annotations.NullMarked;
