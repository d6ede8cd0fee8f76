/**
 * Internal. The forms of a listing that programs read. They know nothing of where entries come from.
 */
@NullMarked
package io.vmshare.listing.format;

import org.jspecify.annotations.NullMarked;
