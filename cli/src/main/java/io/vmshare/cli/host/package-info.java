/**
 * Internal. What the program asks of the system it runs on: its arguments as bytes, the current directory, signals, free
 * ports. It must not know options nor print anything.
 */
@NullMarked
package io.vmshare.cli.host;

import org.jspecify.annotations.NullMarked;
