package io.vmshare.path;

import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tree with links of every kind, to what is inside and to what is not. */
final class LinkedTree {

    private final Path root;

    LinkedTree(Path root) {
        this.root = root;
    }

    /** Makes it, with a secret in {@code outside}, the directory {@code treetop} beside it. */
    void make(Path outside) throws IOException, InterruptedException {
        Files.writeString(outside.resolve("secret"), "secret");
        Files.writeString(root.resolve("a.txt"), "a");
        Path inner = Files.createDirectories(root.resolve("dir/inner"));
        Files.writeString(inner.resolve("b.txt"), "b");
        Files.writeString(Files.createDirectory(root.resolve(".hide")).resolve("h.txt"), "h");
        Files.writeString(root.resolve(".dot"), "dot");

        link("to-file", "a.txt");
        link("to-file-abs", root.resolve("a.txt").toString());
        link("to-dir", "dir");
        link("to-dir-abs", inner.toString());
        link("to-link", "to-file");
        link("round", "dir/../a.txt");
        link("out-and-in", "../tree/a.txt");
        link("to-root", ".");
        link("dir/up", "../a.txt");
        link("dir/to-top", "..");
        link("to-hidden", ".dot");
        link("to-hidden-dir", ".hide");
        link("into-hidden", ".hide/h.txt");

        link("out-file", "../treetop/secret");
        link("out-abs", outside.resolve("secret").toString());
        link("out-dir", "../treetop");
        link("out-parent", "..");
        link("out-by-link", "out-dir/secret");
        link("dir/out", "../out-file");
        link("to-slash", "/");
        link("to-proc", "/proc/self");
        link("dangling", "nowhere");
        link("dangling-out", "../nowhere");
        link("loop", "loop2");
        link("loop2", "loop");
        link("self", "self");
        link("through-file", "a.txt/x");

        RequiredClient.require("mkfifo");
        new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start().waitFor();
        link("to-fifo", "fifo");
        link("to-device", "/dev/zero");
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }
}
