/**
 * What one directory record of ISO 9660 says, with the Rock Ridge fields behind it. Pure but for the reading of fields that
 * go on elsewhere; it knows neither directories nor files. Internal.
 */
@NullMarked
package io.vmshare.image.iso.record;

import org.jspecify.annotations.NullMarked;
