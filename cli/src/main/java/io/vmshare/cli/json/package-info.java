/** Internal. JSON that other programs say, looked at before it is read. It must not know what it says. */
@NullMarked
package io.vmshare.cli.json;

import org.jspecify.annotations.NullMarked;
