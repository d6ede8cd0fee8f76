/**
 * Internal, but for {@code AccessLogOptions}. What every exchange passes before the share is asked: log, error boundary
 * and the checks of the request's head. It must not know what a file is.
 */
@NullMarked
package io.vmshare.filter;

import org.jspecify.annotations.NullMarked;
