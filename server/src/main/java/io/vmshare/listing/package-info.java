/**
 * Internal, but for {@code ListingOptions}. A directory's representation: which format and order are asked for, and the
 * answer made of both. {@code format} renders entries, {@code walk} finds them. It must not know how bytes are written nor
 * any other capability.
 */
@NullMarked
package io.vmshare.listing;

import org.jspecify.annotations.NullMarked;
