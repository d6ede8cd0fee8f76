package io.vmshare.image.iso.extent;

/**
 * Bytes of an image that lie one after another. Immutable.
 *
 * @param position where the first one lies
 * @param length how many there are
 */
public record Extent(long position, long length) {

    /** Returns whether {@code next} begins where this one ends. */
    boolean meets(Extent next) {
        return position + length == next.position;
    }
}
