/** A real browser, and text browsers, on the page of the real program. */
@NullMarked
package io.vmshare.cli.page;

import org.jspecify.annotations.NullMarked;
