/**
 * Internal. A port of this machine led to a port in a guest, and the wait until a share answers behind it. It knows what
 * a forward is and how VirtualBox makes one; it must not know options nor print anything.
 */
@NullMarked
package io.vmshare.cli.forward;

import org.jspecify.annotations.NullMarked;
