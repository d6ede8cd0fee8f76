package io.vmshare.path;

import io.vmshare.growing.Growth;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an image was when something was located in it: equal for the same image, not written to since, and for no other. An
 * image within another is as the outer one is.
 *
 * @param key the {@link MemberFacts#key} of its file, or what no other has
 * @param length its length, in bytes
 * @param modified when it was written last; null for one that was being changed while we looked, which is equal to none, and
 *     for one that grows
 */
public record ImageState(Object key, long length, @Nullable FileTime modified) {

    /** Returns that of the image that {@code file} lies in; if it lies in none, of {@code file} as an image. */
    public static ImageState of(LocatedFile file) {
        return file.image().orElseGet(() -> ofImage(file));
    }

    private static ImageState ofImage(LocatedFile image) {
        Optional<Growth> growth = image.growth();
        return growth.isPresent()
                ? new ImageState(growth.get().series(), image.length(), null)
                : new ImageState(image.key().orElseGet(Object::new), image.length(), image.modified());
    }

    /** Returns a text for entity tags: equal on machines that serve the same storage, so without device and inode. */
    public String text() {
        return length + " " + (modified == null ? key : modified);
    }
}
