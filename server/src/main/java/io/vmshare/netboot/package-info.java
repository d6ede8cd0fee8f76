/**
 * What a machine can be started or installed from in a directory: known trees as rows, and menus for boot loaders made
 * of what was found. It knows no other capability and opens nothing but through the located directories.
 */
@NullMarked
package io.vmshare.netboot;

import org.jspecify.annotations.NullMarked;
