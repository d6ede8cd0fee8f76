/** The program in networks of its own: tests tagged {@code net}, which need root and make namespaces. */
@NullMarked
package io.vmshare.cli.net;

import org.jspecify.annotations.NullMarked;
