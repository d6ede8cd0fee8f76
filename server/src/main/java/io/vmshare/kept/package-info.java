/**
 * Internal. Files that were sent a moment ago, and answers made of them before the engine reads a request. It knows when a
 * file may be answered so and when it has to be let go; it must not know how a file is located or what its type is.
 */
@NullMarked
package io.vmshare.kept;

import org.jspecify.annotations.NullMarked;
