/**
 * QR codes: which modules of a text's code are dark, for whoever draws them. It must not know any other capability, nor how
 * a code is drawn.
 */
@NullMarked
package io.vmshare.qr;

import org.jspecify.annotations.NullMarked;
