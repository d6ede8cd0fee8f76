/**
 * Internal. The archive of loaded classes that the script in front of the jar starts Java with: when one is made, and how.
 * It knows nothing of what is served.
 */
@NullMarked
package io.vmshare.cli.jvm;

import org.jspecify.annotations.NullMarked;
