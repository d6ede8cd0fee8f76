/**
 * Internal. The known trees and files as data, each with its source, and the patterns by which they are told. It knows
 * nothing of what is there.
 */
@NullMarked
package io.vmshare.netboot.rows;

import org.jspecify.annotations.NullMarked;
