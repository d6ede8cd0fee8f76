/**
 * Internal. A directory's representation: its entries read, ordered and rendered. It must not know how bytes are written
 * nor any other capability.
 */
@NullMarked
package io.vmshare.listing;

import org.jspecify.annotations.NullMarked;
