/**
 * Internal. The entries of a directory, and of those below it, one by one through the fence. It must not know how they are
 * rendered nor how bytes are written.
 */
@NullMarked
package io.vmshare.listing.walk;

import org.jspecify.annotations.NullMarked;
