/** The program: flags to options and values to text. It knows the API of the library and nothing else of it. */
@NullMarked
package io.vmshare.cli;

import org.jspecify.annotations.NullMarked;
