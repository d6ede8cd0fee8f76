/**
 * The API: start a share, mount one in an Undertow, stop it. It knows every capability and composes them; it must not
 * know how any of them works.
 */
@NullMarked
package io.vmshare;

import org.jspecify.annotations.NullMarked;
