/** Real hypervisors against the real program. It knows share.jar as a process and nothing of its classes. */
@NullMarked
package io.vmshare.cli.vm;

import org.jspecify.annotations.NullMarked;
