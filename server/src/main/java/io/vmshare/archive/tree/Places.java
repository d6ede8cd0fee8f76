package io.vmshare.archive.tree;

import io.vmshare.path.ImageState;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.RequestPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lies below one directory of a share, opened through the fence. In an image it is there as long as that is what it was:
 * another may hold other files of the same names, lengths and times. Immutable and thread-safe.
 */
public final class Places {

    private final Mounts mounts;
    private final RequestPath start;
    private final Optional<ImageState> image;

    /**
     * Creates those below {@code start}.
     *
     * @param image what the image is that it lies in; empty if it lies in none
     */
    public Places(Mounts mounts, RequestPath start, Optional<ImageState> image) {
        this.mounts = mounts;
        this.start = new RequestPath(start.segments(), true);
        this.image = image;
    }

    /** Returns whether they lie in an image: there nothing goes away but with all of it. */
    public boolean areInAnImage() {
        return image.isPresent();
    }

    /** Returns a text for entity tags, another for another directory and for an image that was written to. */
    public String text() {
        return start.render() + " " + image.map(ImageState::text).orElse("");
    }

    /**
     * Returns what lies at {@code place}, open; {@link Located#MISSING} also for what lies in another image than it did. It may
     * block.
     *
     * @param place the names below the start with slashes between them; empty for the start itself
     * @param slash whether it is wanted as a directory
     */
    public Located locate(String place, boolean slash) throws IOException {
        Located located = mounts.locate(path(place, slash));
        if (isWhereItWas(located)) {
            return located;
        }
        located.release();
        return Located.MISSING;
    }

    /** The share of one image has that beside what it holds. */
    private boolean isWhereItWas(Located located) {
        if (located instanceof LocatedDirectory directory) {
            return directory.image().equals(image);
        }
        if (located instanceof LocatedFile file) {
            return image.isPresent()
                    ? image.get().equals(ImageState.of(file))
                    : file.image().isEmpty();
        }
        return true;
    }

    /** Returns where the directory at {@code place} may hang, as {@link Mounts#slowPlace} does. */
    Optional<String> slowPlace(String place) {
        return mounts.slowPlace(path(place, true));
    }

    private RequestPath path(String place, boolean slash) {
        List<Name> names = new ArrayList<>(start.segments());
        if (!place.isEmpty()) {
            for (String name : place.split("/", -1)) {
                names.add(Name.ofBytes(name));
            }
        }
        return new RequestPath(names, slash);
    }
}
