package io.vmshare.reach.probe;

import java.util.Random;

/** What is no text, the same each time. */
final class Garbage {

    private Garbage() {}

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(4).nextBytes(bytes);
        return bytes;
    }
}
