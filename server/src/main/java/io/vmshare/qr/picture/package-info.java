/** Internal. The URL of a directory, as its caller reached it, as a picture of its code. It must not know any other capability. */
@NullMarked
package io.vmshare.qr.picture;

import org.jspecify.annotations.NullMarked;
