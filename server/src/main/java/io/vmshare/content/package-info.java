/**
 * Internal. What is answered with a located file or directory: its form, its type and its fields. It must not know how
 * bytes are written, nor how a listing or any other capability looks.
 */
@NullMarked
package io.vmshare.content;

import org.jspecify.annotations.NullMarked;
