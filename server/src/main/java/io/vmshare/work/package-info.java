/**
 * Internal. How much long work is done at once, and for whom, so that what hangs or takes long leaves the rest to others. It
 * must not know what the work is.
 */
@NullMarked
package io.vmshare.work;

import org.jspecify.annotations.NullMarked;
