/**
 * Part of the API: under which URLs a share answers, and for whom. It knows interfaces, addresses and how virtual
 * machines are wired to them; it must not know what is shared nor how it is served.
 */
@NullMarked
package io.vmshare.reach;

import org.jspecify.annotations.NullMarked;
