package io.vmshare.http;

/**
 * How large a request's head may be (RFC 9112 §3, RFC 9110 §5.4). Immutable.
 *
 * @param maxTargetBytes longest request target; a longer one is refused with 414
 * @param maxHeadBytes largest head, request line and fields together; a larger one is refused with 431
 * @param maxFields most field lines; more are refused with 431
 */
public record HeadLimits(int maxTargetBytes, int maxHeadBytes, int maxFields) {

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive, or the target would not fit into the head
     */
    public HeadLimits {
        if (maxTargetBytes <= 0) {
            throw new IllegalArgumentException("max target must be positive: " + maxTargetBytes);
        }
        if (maxHeadBytes <= maxTargetBytes) {
            throw new IllegalArgumentException(
                    "max head must be more than the target's " + maxTargetBytes + " bytes: " + maxHeadBytes);
        }
        if (maxFields <= 0) {
            throw new IllegalArgumentException("max fields must be positive: " + maxFields);
        }
    }
}
