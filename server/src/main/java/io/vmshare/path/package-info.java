/**
 * Internal. The fence: from the raw request target to an open file or directory inside the shared paths. It must not
 * know what is answered with it.
 */
@NullMarked
package io.vmshare.path;

import org.jspecify.annotations.NullMarked;
