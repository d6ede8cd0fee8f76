package io.vmshare.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** A hash function, and what it is called where. */
enum Algorithm {
    /** What is asked for if nothing speaks against it. */
    SHA_256("sha-256", "SHA-256", 32, "SHA256SUMS"),
    /** The longer one, quicker on old processors of 64 bits. */
    SHA_512("sha-512", "SHA-512", 64, "SHA512SUMS"),
    /** For old tools: it tells a broken download, and no forged one (RFC 9530 §5). */
    MD5("md5", "MD5", 16, "MD5SUMS");

    private final String key;
    private final String jdkName;
    private final int bytes;
    private final String listName;

    Algorithm(String key, String jdkName, int bytes, String listName) {
        this.key = key;
        this.jdkName = jdkName;
        this.bytes = bytes;
        this.listName = listName;
    }

    /** Returns the one that {@code key} names. */
    static Optional<Algorithm> of(String key) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.key.equals(key))
                .findFirst();
    }

    /** Returns its key in IANA's registry of hash algorithms for digest fields. */
    String key() {
        return key;
    }

    /** Returns how many bytes a digest has. */
    int bytes() {
        return bytes;
    }

    /** Returns what a list of its checksums is called as a file. */
    String listName() {
        return listName;
    }

    /** Returns a fresh computation. */
    MessageDigest begin() {
        try {
            return MessageDigest.getInstance(jdkName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + jdkName, e);
        }
    }
}
