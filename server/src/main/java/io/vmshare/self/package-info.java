/**
 * Internal. What a caller gets who asks the root for the program that serves it. It must not know any other capability.
 */
@NullMarked
package io.vmshare.self;

import org.jspecify.annotations.NullMarked;
