/**
 * The bytes of an image by position, and files as pieces of it. It knows what lies inside the image and nothing of what the
 * bytes mean. Internal.
 */
@NullMarked
package io.vmshare.image.iso.extent;

import org.jspecify.annotations.NullMarked;
