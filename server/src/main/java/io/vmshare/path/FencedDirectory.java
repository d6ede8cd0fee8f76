package io.vmshare.path;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directory inside a root, and what it tells of its entries: one that is gone is none, one that cannot be looked at is there
 * all the same, and a link is what it leads to, if that lies inside.
 */
abstract class FencedDirectory extends LocatedDirectory {

    /** Where it is, without a link in it. */
    final Path at;

    /** The real path of the root. */
    final Path base;

    private final ShareRoot root;

    FencedDirectory(ShareRoot root, Path at, Path base) {
        this.root = root;
        this.at = at;
        this.base = base;
    }

    /** Reads the attributes of an entry; a link's are its own. */
    abstract BasicFileAttributes attributes(Path step) throws IOException;

    /** Reads the same with what only an archive tells. */
    abstract BasicFileAttributes allAttributes(Path step) throws IOException;

    /** Reads those of the directory itself. */
    abstract BasicFileAttributes ownAttributes() throws IOException;

    /** Reads the attributes of what is at {@code real}, which lies inside; null if a link has come into the way since. */
    abstract @Nullable BasicFileAttributes attributesBehind(Path real) throws IOException;

    /** Reads the same with what only an archive tells. */
    abstract @Nullable BasicFileAttributes allAttributesBehind(Path real) throws IOException;

    @Override
    public final Optional<EntryFacts> facts(Name entry) {
        Optional<Path> step = entry.in(at.getFileSystem());
        if (step.isEmpty()) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes found = attributes(step.get());
            return found.isSymbolicLink() ? linked(at.resolve(step.get())) : EntryFacts.of(found);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(EntryFacts.UNKNOWN);
        }
    }

    private Optional<EntryFacts> linked(Path link) {
        try {
            Path real = link.toRealPath();
            BasicFileAttributes found = root.isInside(real, base) ? attributesBehind(real) : null;
            return found == null ? Optional.empty() : EntryFacts.of(found).map(EntryFacts::asLink);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public final Optional<MemberFacts> member(Name entry) {
        Optional<Path> step = entry.in(at.getFileSystem());
        if (step.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = at.resolve(step.get());
            BasicFileAttributes found = allAttributes(step.get());
            return found.isSymbolicLink() ? linkedMember(path) : MemberFacts.of(path, found);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(MemberFacts.UNREADABLE);
        }
    }

    private Optional<MemberFacts> linkedMember(Path link) {
        try {
            Path real = link.toRealPath();
            BasicFileAttributes found = root.isInside(real, base) ? allAttributesBehind(real) : null;
            return found == null
                    ? Optional.empty()
                    : MemberFacts.of(real, found).map(facts -> facts.behind(at.relativize(real)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public final Optional<MemberFacts> own() {
        try {
            return MemberFacts.of(at, ownAttributes());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
