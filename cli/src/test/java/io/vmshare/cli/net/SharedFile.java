package io.vmshare.cli.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.client.Command;
import io.vmshare.cli.client.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A directory with one file, to be shared on one machine and fetched on another. */
record SharedFile(Path directory, Path file, Path elsewhere) {

    private static final int COULD_NOT_CONNECT = 7;

    /** Makes a file of a size that no buffer has. */
    static SharedFile in(Path directory) throws Exception {
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Path file = shared.resolve("guest tools.iso");
        Trees.writeNoise(file, Trees.MIB + 7, 5);
        return new SharedFile(shared, file, Files.createDirectory(directory.resolve("fetched")));
    }

    /** Shares the directory on a machine, on port 8000, and returns when the banner is there. */
    ShareProcess on(Node node, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(directory.toString());
        return ShareProcess.with(arguments.toArray(new String[0]))
                .through(node.prefix())
                .serve();
    }

    /** Asserts that a machine gets the file, byte for byte, below {@code url}. */
    void isFetched(Node by, String url) throws Exception {
        Path fetched = elsewhere.resolve("file");
        by.fetch(url + Trees.encoded(directory, file), fetched).succeeded();
        assertThat(Files.mismatch(fetched, file)).as(url).isEqualTo(-1);
        Files.delete(fetched);
    }

    /** Asserts that a machine is told at once that nobody listens at {@code url}: nothing is dropped on the way. */
    void isRefused(Node to, String url) throws Exception {
        Command done = to.fetch(url, elsewhere.resolve("nothing"));
        assertThat(done.err()).as(url).contains("Connection refused");
        assertThat(done.exit()).as(url).isEqualTo(COULD_NOT_CONNECT);
    }

    /** Returns the URL of a share on port 8000 at an address. */
    static String url(String address) {
        return "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":8000/";
    }
}
