package io.vmshare.wire;

import io.vmshare.http.HeadLimits;
import java.time.Duration;

/**
 * What a connection may ask of the server before it is refused or closed.
 *
 * @param maxConnections connections open at once; further ones are closed without an answer
 * @param maxConnectionsPerAddress the same for those from one address; 0 is no limit. All guests on user networking come
 *     from one address, the loopback
 * @param maxTargetBytes longest request target; a longer one is refused with 414
 * @param maxHeadBytes largest head of a request; a larger one is refused with 431
 * @param maxFields most field lines of a head; more are refused with 431
 * @param headTimeout how long a head may take from its first byte to its last; a slower one is refused with 408
 * @param idleTimeout how long a connection may stay open without a request
 */
public record LimitOptions(
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxTargetBytes,
        int maxHeadBytes,
        int maxFields,
        Duration headTimeout,
        Duration idleTimeout) {

    /** Longer ones cannot be counted in nanoseconds; the largest head must fit into memory often. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final int LARGEST_HEAD = 1024 * 1024;

    /** 100,000 connections, as many from one address, 8 KiB, 32 KiB, 200 fields, 10 s and 60 s. */
    public static final LimitOptions DEFAULT =
            new LimitOptions(100_000, 0, 8 * 1024, 32 * 1024, 200, Duration.ofSeconds(10), Duration.ofSeconds(60));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one makes no sense; the message names it
     */
    public LimitOptions {
        if (maxConnections <= 0) {
            throw new IllegalArgumentException("max connections must be positive: " + maxConnections);
        }
        if (maxConnectionsPerAddress < 0) {
            throw new IllegalArgumentException(
                    "max connections per address must not be negative: " + maxConnectionsPerAddress);
        }
        if (maxHeadBytes > LARGEST_HEAD) {
            throw new IllegalArgumentException("max head must be at most " + LARGEST_HEAD + ": " + maxHeadBytes);
        }
        new HeadLimits(maxTargetBytes, maxHeadBytes, maxFields); // which checks them
        check("head timeout", headTimeout);
        check("idle timeout", idleTimeout);
    }

    /** Returns these limits with another number of connections. */
    public LimitOptions withMaxConnections(int value) {
        return new LimitOptions(
                value, maxConnectionsPerAddress, maxTargetBytes, maxHeadBytes, maxFields, headTimeout, idleTimeout);
    }

    /** Returns these limits with another number of connections from one address. */
    public LimitOptions withMaxConnectionsPerAddress(int value) {
        return new LimitOptions(
                maxConnections, value, maxTargetBytes, maxHeadBytes, maxFields, headTimeout, idleTimeout);
    }

    /** Returns these limits with others for a head. */
    public LimitOptions withHead(int targetBytes, int headBytes, int fields) {
        return new LimitOptions(
                maxConnections, maxConnectionsPerAddress, targetBytes, headBytes, fields, headTimeout, idleTimeout);
    }

    /** Returns these limits with another time for a head. */
    public LimitOptions withHeadTimeout(Duration value) {
        return new LimitOptions(
                maxConnections, maxConnectionsPerAddress, maxTargetBytes, maxHeadBytes, maxFields, value, idleTimeout);
    }

    /** Returns these limits with another time between requests. */
    public LimitOptions withIdleTimeout(Duration value) {
        return new LimitOptions(
                maxConnections, maxConnectionsPerAddress, maxTargetBytes, maxHeadBytes, maxFields, headTimeout, value);
    }

    /** Returns the limits of a head. */
    HeadLimits head() {
        return new HeadLimits(maxTargetBytes, maxHeadBytes, maxFields);
    }

    private static void check(String option, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(option + " must be positive and at most 100 years: " + value);
        }
    }
}
