/**
 * What goes into an archive: the members of a directory, found through the fence, in an order that is the same each time. It
 * must not know in which form they go out. Internal.
 */
@NullMarked
package io.vmshare.archive.tree;

import org.jspecify.annotations.NullMarked;
