/**
 * Internal. What this machine's firewall does with a request for a connection with the share, which wall stops it, and
 * the one command that opens this port for this network. Pure; it must not know how the rules are read.
 */
@NullMarked
package io.vmshare.cli.firewall;

import org.jspecify.annotations.NullMarked;
