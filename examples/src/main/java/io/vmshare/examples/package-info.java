/** Ways of embedding a share in a program of one's own, compiled and tested. The README quotes them. */
@NullMarked
package io.vmshare.examples;

import org.jspecify.annotations.NullMarked;
