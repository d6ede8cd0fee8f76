package io.vmshare.image.zip;

import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageRoom;
import io.vmshare.image.ImageTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** Ways to look at a zip. */
final class Zips {

    private Zips() {}

    /** Returns a tree of these bytes, read from a channel that is no file's. */
    static ZipTree open(byte[] zip) throws IOException {
        return ZipTree.open(new BytesChannel(zip), new ImageRoom());
    }

    /** Returns these bytes as an open file. */
    static FileChannel file(Path directory, byte[] zip) throws IOException {
        return FileChannel.open(Files.write(Files.createTempFile(directory, "zip", ".zip"), zip));
    }

    /** Returns the node at the end of a path with slashes. */
    static ImageNode at(ImageTree tree, String path) throws IOException {
        ImageNode node = tree.root();
        for (String name : path.split("/")) {
            node = node.child(name).orElseThrow(() -> new AssertionError("no " + path));
        }
        return node;
    }

    static byte[] bytes(ImageNode file) throws IOException {
        try (SeekableByteChannel channel = file.open()) {
            ByteBuffer all = ByteBuffer.allocate((int) channel.size());
            while (all.hasRemaining() && channel.read(all) >= 0) {}
            return all.array();
        }
    }

    static String text(ImageNode file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /** Returns each path with what is there: a file's text, "/" for a directory, "-> target", "?" for anything else. */
    static TreeMap<String, String> all(ImageTree tree) throws IOException {
        TreeMap<String, String> found = new TreeMap<>();
        collect(tree.root(), "", found);
        return found;
    }

    private static void collect(ImageNode directory, String path, TreeMap<String, String> found) throws IOException {
        for (String name : directory.names()) {
            ImageNode node = directory.child(name).orElseThrow();
            String here = path + name;
            switch (node.kind()) {
                case FILE -> found.put(here, text(node));
                case LINK -> found.put(here, "-> " + node.target());
                case OTHER -> found.put(here, "?");
                case DIRECTORY -> {
                    found.put(here, "/");
                    collect(node, here + "/", found);
                }
            }
        }
    }
}
