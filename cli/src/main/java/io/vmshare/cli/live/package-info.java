/**
 * Internal. The live view: downloads under way as lines at the end of a terminal, drawn over and over. It must not know
 * options, nor the log whose lines come above it.
 */
@NullMarked
package io.vmshare.cli.live;

import org.jspecify.annotations.NullMarked;
