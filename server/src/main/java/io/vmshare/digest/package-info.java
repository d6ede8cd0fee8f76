/**
 * Internal. Checksums of files and trees: lists as {@code sha256sum} writes them, and the fields of RFC 9530. It must not know
 * how bytes are written nor any other capability.
 */
@NullMarked
package io.vmshare.digest;

import org.jspecify.annotations.NullMarked;
