package io.vmshare.http;

import org.jspecify.annotations.Nullable;

/**
 * The conditional fields of a request (RFC 9110 §13.1), raw; null is a field the request does not have. The lines of a
 * field that came several times are joined with {@code ", "} (RFC 9110 §5.3). Immutable.
 */
public record ConditionalFields(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String ifUnmodifiedSince,
        @Nullable String ifRange) {}
