/**
 * Internal. How a representation is written: validators, preconditions, range, and its bytes as fast as the reader takes
 * them. It must not choose what is represented.
 */
@NullMarked
package io.vmshare.send;

import org.jspecify.annotations.NullMarked;
