/**
 * Internal. The grammar and the arithmetic of HTTP (RFC 9110) as pure functions on values. It must not know Undertow,
 * files or sockets.
 */
@NullMarked
package io.vmshare.http;

import org.jspecify.annotations.NullMarked;
