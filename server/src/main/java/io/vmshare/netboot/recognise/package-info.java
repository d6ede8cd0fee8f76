/**
 * Internal. Which of the known trees a list of paths holds, and what of a directory has to be listed to tell: pure
 * functions. It opens nothing and knows neither requests nor how a menu is written.
 */
@NullMarked
package io.vmshare.netboot.recognise;

import org.jspecify.annotations.NullMarked;
