/**
 * Downloads as they happen, for whoever wants to watch or count them: plain values and counters. It must not know how bytes
 * are sent, nor what the watcher does.
 */
@NullMarked
package io.vmshare.transfer;

import org.jspecify.annotations.NullMarked;
