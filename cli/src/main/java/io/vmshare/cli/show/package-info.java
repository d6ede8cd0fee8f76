/** Internal. Values made into the text the owner sees. Pure; it must not know where the text goes. */
@NullMarked
package io.vmshare.cli.show;

import org.jspecify.annotations.NullMarked;
