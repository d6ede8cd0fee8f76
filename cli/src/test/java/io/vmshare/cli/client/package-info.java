/** Real clients against the real program. It knows share.jar as a process and nothing of its classes. */
@NullMarked
package io.vmshare.cli.client;

import org.jspecify.annotations.NullMarked;
