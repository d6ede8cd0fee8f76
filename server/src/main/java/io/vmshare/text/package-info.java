/**
 * Internal. Foreign text made safe for the place it goes to: a URL, a page, a log line. Pure; it must not know where the
 * text comes from.
 */
@NullMarked
package io.vmshare.text;

import org.jspecify.annotations.NullMarked;
