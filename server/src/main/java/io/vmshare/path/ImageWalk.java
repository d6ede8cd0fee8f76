package io.vmshare.path;

import io.vmshare.http.RequestRefused;
import io.vmshare.image.ImageFormatException;
import io.vmshare.image.ImageRoom;
import io.vmshare.image.ImageRoomException;
import io.vmshare.image.Images;
import io.vmshare.image.OpenImages;
import io.vmshare.image.PlacedChannel;
import io.vmshare.image.PlacedChannel.Stretch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ways that lead through images: an image is a file, and with a slash or a name behind it the directory of what it holds,
 * also one that lies in another. What is in it is opened from the open file of the image, so that the fence around that
 * holds for it, too. Thread-safe.
 */
final class ImageWalk {

    /** More images in each other are nobody's tree. */
    private static final int MAX_NESTED = 4;

    private static final Logger LOG = LoggerFactory.getLogger(ImageWalk.class);

    private final boolean hidden;
    private final OpenImages<OpenTree> trees = new OpenImages<>();
    private final ImageRoom room;

    /** Creates one; {@code hidden} says whether names that begin with a dot are served. */
    ImageWalk(boolean hidden) {
        this(hidden, new ImageRoom());
    }

    ImageWalk(boolean hidden, ImageRoom room) {
        this.room = room;
        this.hidden = hidden;
    }

    /** Where names lead while no image is on the way. */
    interface Place {
        /** Returns what {@code names} lead to, open; empty if that cannot be told here. */
        Optional<Located> locate(List<Name> names) throws IOException;
    }

    /**
     * Returns what {@code names} lead to from {@code place}; empty if the place cannot tell.
     *
     * @param slash whether a slash follows the last name
     */
    Optional<Located> locate(Place place, List<Name> names, boolean slash) throws IOException {
        return locate(place, names, slash, 0);
    }

    /** Returns what {@code names} lead to in {@code image}; {@link Located#MISSING} if it cannot be read as one. Takes it over. */
    Located enter(LocatedFile image, List<Name> names, boolean slash) throws IOException {
        return enter(image, names, slash, 0);
    }

    /** Takes {@code image} over and opens it for itself, or releases it. */
    OpenTree open(LocatedFile image) throws IOException {
        return OpenTree.of(image, room);
    }

    private Optional<Located> locate(Place place, List<Name> names, boolean slash, int depth) throws IOException {
        for (int end = 1; end <= names.size(); end++) {
            boolean entered = end < names.size() || slash;
            if (!entered || !Images.isImageName(names.get(end - 1).text())) {
                continue;
            }
            Optional<Located> found = place.locate(names.subList(0, end));
            if (found.isPresent() && found.get() instanceof LocatedFile image) {
                return Optional.of(enter(image, names.subList(end, names.size()), slash, depth));
            }
            if (found.isEmpty() || found.get().kind() != Located.Kind.DIRECTORY) {
                return found;
            }
            found.get().close(); // a directory with an image's name
        }
        return place.locate(names);
    }

    private Located enter(LocatedFile image, List<Name> names, boolean slash, int depth) throws IOException {
        boolean compressed = depth > 0 && !(image.channel() instanceof PlacedChannel);
        if (depth == MAX_NESTED || compressed) {
            image.release();
            return Located.MISSING;
        }
        Object identity = (depth == 0 ? image.identity() : placeOf(image)).orElseGet(Object::new);
        try (OpenImage open = OpenImage.of(image, identity, trees, room)) {
            ShareRoot root = open.root(hidden);
            Place inside = below -> Optional.of(root.locate(below));
            return open.keep(locate(inside, names, slash, depth + 1).orElseThrow());
        } catch (ImageFormatException e) {
            LOG.debug("Cannot read {} as an image: {}", image.name(), e.getMessage());
            return Located.MISSING;
        } catch (ImageRoomException e) {
            throw new RequestRefused(503, "too much of images is being read; try again");
        }
    }

    /**
     * Returns what is equal for the same bytes of the same open file only. Whoever reads an image in another holds that open,
     * too, so those who share the inner one share the outer one, and none closes it before the others are done.
     */
    private static Optional<Object> placeOf(LocatedFile image) {
        List<Stretch> place = image.stretches(0, image.length());
        return place.isEmpty() ? Optional.empty() : Optional.of(place);
    }

    /** Returns how many images are open. */
    int openImages() {
        return trees.count();
    }
}
