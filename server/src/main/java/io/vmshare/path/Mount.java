package io.vmshare.path;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.ImageRoomException;
import io.vmshare.image.Images;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shared path.
 *
 * @param name its name below {@code /}; without bytes if it is {@code /} itself
 * @param root where it leads
 * @param slowPlaces where in it a stat may hang
 * @param images how ways lead through images; empty if those are files only
 */
record Mount(Name name, ShareRoot root, SlowPlaces slowPlaces, Optional<ImageWalk> images) {

    private static final Logger LOG = LoggerFactory.getLogger(Mount.class);

    /**
     * Returns what {@code names} below it lead to, open.
     *
     * @param slash whether a slash follows the last name
     * @param links whether links on the way are followed; if not, one gives empty
     */
    Optional<Located> locate(List<Name> names, boolean slash, boolean links) throws IOException {
        if (isImage() && (slash || !names.isEmpty())) {
            return locateInside(names, slash, links);
        }
        return images.isPresent()
                ? images.get().locate(place(links), names, slash)
                : place(links).locate(names);
    }

    /** Returns what {@code names} lead to in the image that it is, open. */
    Optional<Located> locateInside(List<Name> names, boolean slash, boolean links) throws IOException {
        Optional<Located> found = place(links).locate(List.of());
        return found.isPresent() && found.get() instanceof LocatedFile image
                ? Optional.of(images.orElseThrow().enter(image, names, slash))
                : found;
    }

    /** Returns what a listing says of it; empty if it is gone. */
    Optional<EntryFacts> facts() {
        return root.facts();
    }

    /** Returns what an archive says of it; empty if it is gone. */
    Optional<MemberFacts> member() {
        return root.member();
    }

    /** Returns whether it is an image that can be read as one now; its owner is told if it cannot, or is not whole. */
    boolean isTree() throws IOException {
        if (!isImage()) {
            return false;
        }
        Located found = root.locate(List.of());
        if (!(found instanceof LocatedFile image)) {
            return false;
        }
        if (image.growth().isPresent()) {
            image.release();
            return false; // what has come of it yet may look like anything
        }
        try (OpenTree tree = images.orElseThrow().open(image)) {
            long missing = Images.missingBytes(tree.files());
            if (missing > 0) {
                LOG.warn(
                        "{} is cut short: {} bytes are missing at its end, and the files that lie there",
                        root,
                        missing);
            }
            return true;
        } catch (ImageFormatException e) {
            LOG.warn("{} is served as a file only: {}", root, e.getMessage());
            return false;
        } catch (ImageRoomException e) {
            LOG.warn("{} holds more than there is memory for; it is served as a file; start with java -Xmx1g", root);
            return false;
        }
    }

    private boolean isImage() {
        return images.isPresent() && !root.isDirectory() && Images.isImageName(name.text());
    }

    private ImageWalk.Place place(boolean links) {
        return links ? names -> Optional.of(root.locate(names)) : root::locateWithoutLinks;
    }
}
