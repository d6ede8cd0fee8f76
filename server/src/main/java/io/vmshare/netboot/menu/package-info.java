/**
 * Internal. What a caller gets who asks what a directory boots: the tree searched through the fence, and menus for boot
 * loaders. It must not know how trees are recognised, nor any other capability.
 */
@NullMarked
package io.vmshare.netboot.menu;

import org.jspecify.annotations.NullMarked;
