/**
 * Internal. Forwards by QEMU's monitor: its human commands and their texts, over QMP or through virsh. It must not know
 * options nor print anything.
 */
@NullMarked
package io.vmshare.cli.forward.qemu;

import org.jspecify.annotations.NullMarked;
