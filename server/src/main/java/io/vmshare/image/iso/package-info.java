/**
 * ISO 9660 images (ECMA-119) with Rock Ridge, Joliet and El Torito, read where they lie. It knows how such an image is laid
 * out and nothing of file systems, shares or HTTP. Internal.
 */
@NullMarked
package io.vmshare.image.iso;

import org.jspecify.annotations.NullMarked;
