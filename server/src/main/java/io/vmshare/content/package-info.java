/**
 * Internal. What is answered with a located file, and how any representation is written: fields, preconditions, range,
 * bytes. It must not know how a listing or any other capability looks.
 */
@NullMarked
package io.vmshare.content;

import org.jspecify.annotations.NullMarked;
