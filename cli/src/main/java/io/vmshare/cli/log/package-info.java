/** Internal. Where log events go: standard error. It knows Logback, and is the only package that does. */
@NullMarked
package io.vmshare.cli.log;

import org.jspecify.annotations.NullMarked;
