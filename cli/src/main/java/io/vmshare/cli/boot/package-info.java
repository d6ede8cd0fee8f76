/**
 * What a share's tree can start or install, as commands and lines for the programs of this machine and of its guests. It
 * composes text of values, and asks the system only where a firmware and the files themselves are.
 */
@NullMarked
package io.vmshare.cli.boot;

import org.jspecify.annotations.NullMarked;
