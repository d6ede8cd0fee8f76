/**
 * Machines that have nothing and boot from a share, over the network interface that they start with. It knows share.jar as
 * a process and nothing of its classes.
 */
@NullMarked
package io.vmshare.cli.vm.boot;

import org.jspecify.annotations.NullMarked;
