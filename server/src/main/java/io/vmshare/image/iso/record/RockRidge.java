package io.vmshare.image.iso.record;

import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the Rock Ridge fields of a record say (RRIP 1.12). Immutable.
 *
 * @param name the name, if there is one
 * @param mode the POSIX mode, 0 if none is given
 * @param modified when it was written last, if that is said
 * @param target where it leads, if it is a link that leads somewhere
 * @param child the block of the directory that belongs here and lies elsewhere, since it was too deep
 * @param relocated whether it is a directory that belongs elsewhere
 * @param encoded whether the file's bytes are stored in another form: compressed, or with holes
 * @param damaged whether the fields end before they should
 * @param announced whether there are fields by which the root says that the image has them
 */
public record RockRidge(
        Optional<String> name,
        int mode,
        Optional<FileTime> modified,
        Optional<String> target,
        OptionalLong child,
        boolean relocated,
        boolean encoded,
        boolean damaged,
        boolean announced) {

    /** No field at all. */
    public static final RockRidge NONE = new RockRidge(
            Optional.empty(), 0, Optional.empty(), Optional.empty(), OptionalLong.empty(), false, false, false, false);

    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;
    private static final int FILE = 0100000;

    /** Returns whether it is a link, wherever that leads. */
    public boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    /** Returns whether it may be a file as far as its mode tells. */
    public boolean mayBeFile() {
        return (mode & TYPE) == FILE || (mode & TYPE) == 0;
    }
}
