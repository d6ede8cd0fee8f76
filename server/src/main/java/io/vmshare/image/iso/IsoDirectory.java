package io.vmshare.image.iso;

import io.vmshare.image.ImageDirectory;
import io.vmshare.image.ImageNode;
import io.vmshare.image.iso.DirectoryReader.Entry;
import io.vmshare.image.iso.IsoEntry.Place;
import io.vmshare.image.iso.extent.Extent;
import io.vmshare.image.iso.record.DirectoryRecord;
import io.vmshare.image.iso.record.RockRidge;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A directory of an image, read whenever it is asked. What would lead back to one above it is left out. */
final class IsoDirectory implements ImageDirectory {

    private static final FileTime NEVER = FileTime.fromMillis(0);

    /** Deeper ones are left out. */
    private static final int MAX_DEPTH = 64;

    /** How many sectors are read at once when all entries are wanted, and when one is. */
    private static final int MANY = 16;

    private static final int ONE = 1;

    private final IsoImage image;
    private final @Nullable IsoDirectory above;
    private final Extent extent;
    private final FileTime modified;
    private final int depth;

    private IsoDirectory(IsoImage image, @Nullable IsoDirectory above, Extent extent, FileTime modified) {
        this.image = image;
        this.above = above;
        this.extent = extent;
        this.modified = modified;
        this.depth = above == null ? 0 : above.depth + 1;
    }

    /** Returns the directory at the top of {@code image}. Its own record says when it was written, not the descriptor's. */
    static IsoDirectory top(IsoImage image) throws IOException {
        Extent place = image.volume().extentOf(image.volume().root());
        DirectoryReader reader = image.reader(place, 0, ONE);
        Optional<DirectoryRecord> self = reader.self();
        FileTime time = self.isEmpty() ? NEVER : timeOf(reader.fieldsOf(self.get()), self.get());
        return new IsoDirectory(image, null, place, time);
    }

    @Override
    public FileTime modified() {
        return modified;
    }

    @Override
    public Object key() {
        return new Place(Kind.DIRECTORY, extent.position());
    }

    @Override
    public List<String> names() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        DirectoryReader reader = image.reader(extent, 0, MANY);
        for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
            if (!names.contains(entry.name()) && node(entry).isPresent()) {
                names.add(entry.name());
            }
        }
        return List.copyOf(names);
    }

    /** Returns the nodes in it, each once, by the name that {@link #names} has for it. */
    List<ImageNode> children() throws IOException {
        List<ImageNode> children = new ArrayList<>();
        DirectoryReader reader = image.reader(extent, 0, MANY);
        for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
            node(entry).ifPresent(children::add);
        }
        return children;
    }

    @Override
    public Optional<ImageNode> child(String name) throws IOException {
        String asked = image.volume().naming().asked(name);
        DirectoryIndex index = image.indexes().of(extent, () -> DirectoryIndex.read(image.reader(extent, 0, MANY)));
        for (long offset : index.offsets(asked)) {
            Entry entry = image.reader(extent, offset, ONE).next();
            Optional<ImageNode> node = entry == null || !entry.name().equals(asked) ? Optional.empty() : node(entry);
            if (node.isPresent()) {
                return node;
            }
        }
        return Optional.empty();
    }

    /** Returns what {@code entry} is; empty if it is left out. */
    private Optional<ImageNode> node(Entry entry) throws IOException {
        RockRidge fields = entry.fields();
        if (fields.child().isPresent()) {
            long position = fields.child().getAsLong() * image.volume().blockSize();
            return directoryAt(position, entry);
        }
        if (entry.record().isDirectory()) {
            return directory(image.volume().extentOf(entry.record()), timeOf(fields, entry.record()));
        }
        if (fields.isLink() && fields.target().isPresent() && !fields.damaged()) {
            return Optional.of(IsoEntry.link(
                    image.bytes(),
                    place(Kind.LINK, entry),
                    timeOf(fields, entry.record()),
                    fields.target().get()));
        }
        boolean isFile = fields.mayBeFile() && !fields.encoded() && !fields.damaged() && areSound(entry.extents());
        return Optional.of(isFile ? file(entry) : other(entry));
    }

    private IsoEntry file(Entry entry) {
        Extent first = entry.extents().get(0);
        // Files of no bytes may all have one place: their records tell them apart.
        Place place = first.length() > 0 ? new Place(Kind.FILE, first.position()) : place(Kind.OTHER, entry);
        return IsoEntry.file(image.bytes(), place, timeOf(entry.fields(), entry.record()), entry.extents());
    }

    private IsoEntry other(Entry entry) {
        return IsoEntry.other(image.bytes(), place(Kind.OTHER, entry), timeOf(entry.fields(), entry.record()));
    }

    private Place place(Kind kind, Entry entry) {
        return new Place(kind, extent.position() + entry.offset());
    }

    private static FileTime timeOf(RockRidge fields, DirectoryRecord record) {
        return fields.modified().or(record::time).orElse(NEVER);
    }

    /** Whether a file's bytes are all in the image, and no more than that: parts of a file do not lie on each other. */
    private boolean areSound(List<Extent> extents) {
        long length = 0;
        for (Extent part : extents) {
            length += part.length();
            if (part.length() > 0 && !image.bytes().holds(part)) {
                return false;
            }
        }
        return !extents.isEmpty() && length <= image.bytes().size();
    }

    private Optional<ImageNode> directory(Extent place, FileTime time) {
        if (depth == MAX_DEPTH) {
            return Optional.empty();
        }
        for (IsoDirectory at = this; at != null; at = at.above) {
            if (at.extent.position() == place.position()) {
                return Optional.empty();
            }
        }
        return Optional.of(
                image.bytes().holds(place)
                        ? new IsoDirectory(image, this, place, time)
                        : IsoEntry.other(image.bytes(), new Place(Kind.OTHER, place.position()), time));
    }

    /** Returns the directory that begins at {@code position}; its own record says how long it is (RRIP 1.12 §4.1.5.1). */
    private Optional<ImageNode> directoryAt(long position, Entry entry) throws IOException {
        Extent head = new Extent(position, Volume.SECTOR);
        if (!image.bytes().holds(head)) {
            return Optional.of(other(entry));
        }
        DirectoryReader reader = image.reader(head, 0, ONE);
        Optional<DirectoryRecord> self = reader.self();
        if (self.isEmpty() || image.volume().extentOf(self.get()).position() != position) {
            return Optional.of(other(entry));
        }
        return directory(image.volume().extentOf(self.get()), timeOf(reader.fieldsOf(self.get()), self.get()));
    }
}
