/**
 * Archives on their way out: the pieces that one is made of, and bodies that write them as fast as the reader takes them. It
 * must not know what was asked for, but for the part of the archive. Internal.
 */
@NullMarked
package io.vmshare.archive.out;

import org.jspecify.annotations.NullMarked;
