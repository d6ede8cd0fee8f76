/** Tests of the jar as a program, and of the archive that it starts with. */
@NullMarked
package io.vmshare.cli.jvm;

import org.jspecify.annotations.NullMarked;
