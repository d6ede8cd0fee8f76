package io.vmshare.path;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The ways in which a share root is kept, and what comes out of it. */
enum Fence {
    SECURE {
        @Override
        ShareRoot at(Path root, NamePolicy policy) throws IOException {
            return new SecureShareRoot(root, policy);
        }
    },
    REAL_PATH {
        @Override
        ShareRoot at(Path root, NamePolicy policy) throws IOException {
            return new RealPathShareRoot(root, policy, false);
        }
    };

    abstract ShareRoot at(Path root, NamePolicy policy) throws IOException;

    ShareRoot at(Path root) throws IOException {
        return at(root, new NamePolicy(true, false));
    }

    /** Returns what {@code path} leads to: a file's content in Latin-1, or the kind of anything else. */
    static String look(ShareRoot root, String path) throws IOException {
        try (Located located = root.locate(RequestPath.parse(path).segments())) {
            return located.kind() == Located.Kind.FILE
                    ? content((LocatedFile) located)
                    : located.kind().toString();
        }
    }

    /** Returns the names that a listing of {@code path} shows, encoded, directories with a slash, in order. */
    static String list(ShareRoot root, String path) throws IOException {
        StringBuilder names = new StringBuilder();
        try (LocatedDirectory directory =
                (LocatedDirectory) root.locate(RequestPath.parse(path).segments())) {
            directory.names().stream()
                    .map(Name::encoded)
                    .sorted()
                    .forEach(encoded -> directory
                            .facts(RequestPath.parse("/" + encoded).segments().get(0))
                            .ifPresent(facts -> names.append(names.length() == 0 ? "" : " ")
                                    .append(encoded)
                                    .append(facts.directory() ? "/" : "")));
        }
        return names.toString();
    }

    static String content(LocatedFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.length());
        while (bytes.hasRemaining() && file.channel().read(bytes) >= 0) {
            // reads on
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
}
