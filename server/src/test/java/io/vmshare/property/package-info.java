/**
 * What holds for every input of the parsers, each beside an oracle written apart from them. Random inputs are tried with
 * every build, guided ones on demand. It must not know how the inputs are made.
 */
@NullMarked
package io.vmshare.property;

import org.jspecify.annotations.NullMarked;
