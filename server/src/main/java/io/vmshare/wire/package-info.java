/**
 * Internal, but for {@code LimitOptions}. What a connection may do before and while the engine speaks on it: which heads
 * the engine gets to read, how many connections there are, and how long one may keep us waiting. It must not know what a
 * request asks for.
 */
@NullMarked
package io.vmshare.wire;

import org.jspecify.annotations.NullMarked;
