/**
 * Images as trees: what an ISO 9660 or zip file holds, as a read-only file system over the bytes of that file. It opens no
 * file and knows nothing of shares, requests or HTTP. Internal.
 */
@NullMarked
package io.vmshare.image;

import org.jspecify.annotations.NullMarked;
