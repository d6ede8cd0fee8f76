/**
 * Requests made by mutation, sent to a running share and judged by a reader of its own. It must not use the parsers that
 * it judges, but for the one property that compares the two.
 */
@NullMarked
package io.vmshare.fuzz;

import org.jspecify.annotations.NullMarked;
