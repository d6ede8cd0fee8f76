/**
 * Internal. The page that browsers get for a directory: its markup, style, script and icons, and the README below it. It must
 * not know which capabilities its buttons lead to.
 */
@NullMarked
package io.vmshare.listing.page;

import org.jspecify.annotations.NullMarked;
