/** Servers to compare with. Knows nothing of ours. */
@NullMarked
package io.vmshare.bench;

import org.jspecify.annotations.NullMarked;
