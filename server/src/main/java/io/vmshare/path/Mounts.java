package io.vmshare.path;

import io.vmshare.image.Images;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The list of mounts that a share is: one directory as the root, or one file or several paths each under its name. One
 * image is both: under its name, and what it holds as the root. Immutable and thread-safe.
 */
public final class Mounts {

    private final Map<Name, Mount> mounts;
    private final boolean named;
    private final Optional<Mount> tree;

    private Mounts(Map<Name, Mount> mounts, boolean named, Optional<Mount> tree) {
        this.mounts = mounts;
        this.named = named;
        this.tree = tree;
    }

    /**
     * Returns the mounts of {@code paths}; each is looked at once.
     *
     * @param hidden whether names that begin with a dot are served
     * @param followSymlinks whether links may lead out
     * @param images whether images are trees, too
     * @throws IllegalArgumentException if two of several have one name, or one has none
     * @throws IOException if one is missing, unreadable, or neither a directory nor a regular file
     */
    public static Mounts of(List<Path> paths, boolean hidden, boolean followSymlinks, boolean images)
            throws IOException {
        boolean named = paths.size() > 1 || !Files.isDirectory(paths.get(0));
        Optional<ImageWalk> walk = images ? Optional.of(new ImageWalk(hidden)) : Optional.empty();
        Map<Name, Mount> mounts = new LinkedHashMap<>();
        for (Path given : paths) {
            Path path = absolute(given);
            Name name = named ? Name.of(path) : Name.ofBytes("");
            if (named && name.bytes().isEmpty()) {
                throw new IllegalArgumentException("cannot share " + given + " beside others: it has no name");
            }
            check(path);
            NamePolicy policy = NamePolicy.of(path.getFileSystem(), hidden);
            ShareRoot root = ShareRoot.of(path, policy, followSymlinks);
            SlowPlaces slowPlaces = SlowPlaces.below(path, followSymlinks);
            if (mounts.put(name, new Mount(name, root, slowPlaces, walk)) != null) {
                throw new IllegalArgumentException("two shared paths are called " + name.text());
            }
        }
        Mount first = mounts.values().iterator().next();
        return new Mounts(mounts, named, mounts.size() == 1 && first.isTree() ? Optional.of(first) : Optional.empty());
    }

    /**
     * Returns the name of the place in which answering {@code path} may hang for minutes, so that it needs threads of
     * its own; empty if all that it touches answers soon. It never blocks.
     */
    public Optional<String> slowPlace(RequestPath path) {
        if (isListOfMounts(path)) {
            // It says what each root is, and nothing of what lies in them.
            return mounts.values().stream()
                    .flatMap(mount -> mount.slowPlaces().atRoot().stream())
                    .findFirst();
        }
        Optional<Mount> mount = mountOf(path);
        return mount.isEmpty()
                ? tree.flatMap(image -> image.slowPlaces().at(List.of()))
                : mount.flatMap(found -> found.slowPlaces().at(below(path)));
    }

    /** Returns whether images are trees, too. */
    public boolean readsImages() {
        return mounts.values().iterator().next().images().isPresent();
    }

    /** Returns whether the share is one image, so that what this holds is the root. */
    public boolean isOneImage() {
        return tree.isPresent();
    }

    /** Returns what the root is called: as its directory is, or {@code share} if it is none of that name. */
    public Name name() {
        Name name = named
                ? Name.ofBytes("")
                : mounts.values().iterator().next().root().name();
        return name.bytes().isEmpty() ? Name.ofText("share") : name;
    }

    /** Returns what {@code path} leads to, open. It may block. */
    public Located locate(RequestPath path) throws IOException {
        return locate(path, true).orElseThrow();
    }

    /**
     * Returns the same as {@link #locate}, or empty if there is a link on the way. It blocks no longer than the places
     * do that {@link #slowPlace} speaks of.
     */
    public Optional<Located> locateWithoutLinks(RequestPath path) throws IOException {
        return locate(path, false);
    }

    /** Returns the path of the image that {@code path} lies in, the nearest one; empty if it lies in none. It may block. */
    public Optional<RequestPath> imageOf(RequestPath path) throws IOException {
        for (int depth = path.segments().size(); depth > 0; depth--) {
            RequestPath above = new RequestPath(path.segments().subList(0, depth), false);
            if (Images.isImageName(path.segments().get(depth - 1).text()) && isFile(above)) {
                return Optional.of(above);
            }
        }
        return tree.map(image -> new RequestPath(List.of(image.name()), false));
    }

    private boolean isFile(RequestPath path) throws IOException {
        try (Located located = locate(path)) {
            return located.kind() == Located.Kind.FILE;
        }
    }

    private Optional<Located> locate(RequestPath path, boolean links) throws IOException {
        if (isListOfMounts(path)) {
            return Optional.of(new MountDirectory(topOfTree()));
        }
        Optional<Mount> mount = mountOf(path);
        if (mount.isPresent()) {
            return mount.get().locate(below(path), path.slash(), links);
        }
        return tree.isPresent()
                ? tree.get().locateInside(path.segments(), path.slash(), links)
                : Optional.of(Located.MISSING);
    }

    private Optional<LocatedDirectory> topOfTree() throws IOException {
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        Located top = tree.get().locateInside(List.of(), true, true).orElseThrow();
        return top instanceof LocatedDirectory directory ? Optional.of(directory) : Optional.empty();
    }

    private boolean isListOfMounts(RequestPath path) {
        return named && path.isRoot();
    }

    private Optional<Mount> mountOf(RequestPath path) {
        return named
                ? Optional.ofNullable(mounts.get(path.segments().get(0)))
                : Optional.of(mounts.values().iterator().next());
    }

    private List<Name> below(RequestPath path) {
        return named ? path.segments().subList(1, path.segments().size()) : path.segments();
    }

    /** A way up counts from where a link leads, not from where it lies; all other links keep their names. */
    private static Path absolute(Path given) throws IOException {
        for (Path element : given) {
            if (element.toString().equals("..")) {
                return given.toRealPath();
            }
        }
        return given.toAbsolutePath().normalize();
    }

    @SuppressWarnings("StreamResourceLeak") // closed at once: only whether it opens is asked
    private static void check(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
            throw new FileSystemException(path.toString(), null, "neither a directory nor a regular file");
        }
        if (Files.isDirectory(path)) {
            Files.newDirectoryStream(path).close();
        } else {
            Files.newByteChannel(path).close();
        }
    }

    /** The root of named mounts: a directory that is nowhere on disk, with what lies in an image behind them. */
    private final class MountDirectory extends LocatedDirectory {

        private final Optional<LocatedDirectory> behind;

        MountDirectory(Optional<LocatedDirectory> behind) {
            this.behind = behind;
        }

        @Override
        public Optional<ImageState> image() {
            return behind.flatMap(LocatedDirectory::image);
        }

        @Override
        public NameList names(LongConsumer room) throws IOException {
            NameList names = new NameList(room);
            mounts.keySet().forEach(names::append);
            if (behind.isPresent()) {
                for (Name name : behind.get().names(room)) {
                    if (!mounts.containsKey(name)) {
                        names.append(name);
                    }
                }
            }
            return names;
        }

        @Override
        public Optional<EntryFacts> facts(Name name) {
            Mount mount = mounts.get(name);
            return mount == null ? behind.flatMap(directory -> directory.facts(name)) : mount.facts();
        }

        @Override
        public Optional<MemberFacts> member(Name name) {
            Mount mount = mounts.get(name);
            return mount == null ? behind.flatMap(directory -> directory.member(name)) : mount.member();
        }

        @Override
        public Optional<MemberFacts> own() {
            return behind.flatMap(LocatedDirectory::own);
        }

        @Override
        public void release() throws IOException {
            if (behind.isPresent()) {
                behind.get().release();
            }
        }
    }
}
