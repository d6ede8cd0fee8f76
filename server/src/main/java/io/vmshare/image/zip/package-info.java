/**
 * Zip files as trees: the only package that knows Apache Commons Compress, which unpacks the rarer methods. It keeps names and places, never an entry's bytes, and knows nothing of shares, requests or HTTP. Internal.
 */
@NullMarked
package io.vmshare.image.zip;

import org.jspecify.annotations.NullMarked;
