/**
 * Real guests of QEMU, under software emulation, and the real program, on either side. It knows share.jar as a process
 * and nothing of its classes.
 */
@NullMarked
package io.vmshare.cli.vm;

import org.jspecify.annotations.NullMarked;
