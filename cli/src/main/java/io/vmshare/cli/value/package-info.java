/**
 * Internal. Text from the command line, the environment or a file made into values, or refused with a reason. It must
 * not know what the values are for.
 */
@NullMarked
package io.vmshare.cli.value;

import org.jspecify.annotations.NullMarked;
