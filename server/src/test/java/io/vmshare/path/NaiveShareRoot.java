package io.vmshare.path;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A fence with a planted bug: the real path is checked, and then the path that was asked for is opened. The tests of the
 * fence have to find it out.
 */
final class NaiveShareRoot extends ShareRoot {

    NaiveShareRoot(Path root) throws IOException {
        super(root, new NamePolicy(true, false));
    }

    @Override
    Located open(List<Name> names, boolean links) throws IOException {
        Path asked = resolve(root.path(), names).orElseThrow();
        if (!isInside(asked.toRealPath(), root.real()) || !Files.isRegularFile(asked)) {
            return Located.MISSING;
        }
        return LocatedFile.open(names.get(names.size() - 1), new LocatedFile.Look() {
            @Override
            public SeekableByteChannel open() throws IOException {
                return Files.newByteChannel(asked);
            }

            @Override
            public Stamp stamp() throws IOException {
                return Stamp.read(asked);
            }

            @Override
            public Stamp stampLater() throws IOException {
                return stamp();
            }

            @Override
            public boolean leadsInside() {
                return false;
            }
        });
    }
}
