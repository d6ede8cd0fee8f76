/**
 * The edge of {@code reach}: what the system tells of its network and of itself, read into a snapshot. It knows files
 * and the output of the system's own commands; it must not know what follows from them.
 */
@NullMarked
package io.vmshare.reach.probe;

import org.jspecify.annotations.NullMarked;
