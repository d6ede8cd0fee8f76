/**
 * Internal. The rules of Linux's packet filter as values, read from what its tools print, and what becomes of a packet
 * that asks for a connection with this machine. Pure. It must not know who wrote the rules nor how they are changed.
 */
@NullMarked
package io.vmshare.cli.firewall.rules;

import org.jspecify.annotations.NullMarked;
