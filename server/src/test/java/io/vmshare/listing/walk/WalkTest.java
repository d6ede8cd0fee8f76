package io.vmshare.listing.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.fixtures.TreeZip;
import io.vmshare.listing.ListingFormat;
import io.vmshare.listing.ListingOptions.SortKey;
import io.vmshare.listing.Sorting;
import io.vmshare.listing.format.TextListing;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.Mounts;
import io.vmshare.path.NameList;
import io.vmshare.path.RequestPath;
import io.vmshare.work.Presence;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WalkTest {

    private static final Sorting BY_NAME = new Sorting(SortKey.NAME, false);

    @TempDir
    Path root;

    private final WalkGate gate = new WalkGate();
    private final Presence client = new Presence(() -> false);

    private void make(String... paths) throws IOException {
        for (String path : paths) {
            if (path.endsWith("/")) {
                Files.createDirectories(root.resolve(path));
            } else {
                Files.createDirectories(root.resolve(path).getParent());
                Files.writeString(root.resolve(path), path);
            }
        }
    }

    private Mounts mounts() throws IOException {
        return Mounts.of(List.of(root), true, false, true);
    }

    private List<String> list(int depth) throws IOException {
        return walk(mounts(), "/", WalkLimits.ofListing(depth), "", BY_NAME);
    }

    private List<String> find(String glob) throws IOException {
        return walk(mounts(), "/", WalkLimits.ofSearch(32, false), glob, BY_NAME);
    }

    private List<String> walk(Mounts mounts, String start, WalkLimits limits, String glob, Sorting sorting)
            throws IOException {
        return walk(mounts, start, limits, glob, sorting, new TextListing());
    }

    private List<String> walk(
            Mounts mounts, String start, WalkLimits limits, String glob, Sorting sorting, ListingFormat format)
            throws IOException {
        RequestPath path = RequestPath.parse(start);
        Optional<NameGlob> wanted = glob.isEmpty() ? Optional.empty() : Optional.of(NameGlob.parse(glob));
        StringBuilder out = new StringBuilder();
        try (LocatedDirectory directory = (LocatedDirectory) mounts.locate(path);
                Walk walk =
                        new Walk(mounts, path, limits, wanted, sorting, format, gate.enter(Optional.empty()), client)) {
            NameList names = directory.names();
            walk.begin(directory, names, format.order(directory, names, sorting));
            StringBuilder piece = new StringBuilder();
            boolean more = true;
            while (more) {
                more = walk.next(piece);
                out.append(piece);
                piece.setLength(0);
            }
        }
        return out.toString().lines().toList();
    }

    @Test
    void next_depth_isWhatLiesSoDeep() throws IOException {
        make("b.txt", "a/x.txt", "a/c/y.txt", "a/c/d/z.txt", "a10/", "a9/w.txt");

        assertThat(list(1)).containsExactly("a/", "a9/", "a10/", "b.txt");
        assertThat(list(2)).containsExactly("a/", "a9/", "a10/", "b.txt", "a/c/", "a/x.txt", "a9/w.txt");
        assertThat(list(32))
                .containsExactly(
                        "a/",
                        "a9/",
                        "a10/",
                        "b.txt",
                        "a/c/",
                        "a/x.txt",
                        "a/c/d/",
                        "a/c/y.txt",
                        "a/c/d/z.txt",
                        "a9/w.txt");
    }

    @Test
    void next_startBelowTheRoot_tellsPathsFromThere() throws IOException {
        make("a/b c/d/e.txt");

        assertThat(walk(mounts(), "/a/b%20c/", WalkLimits.ofListing(3), "", BY_NAME))
                .containsExactly("d/", "d/e.txt");
    }

    @Test
    void next_sorting_holdsInEachDirectory() throws IOException {
        make("a/small", "a/much-larger", "large-one", "s");

        assertThat(walk(mounts(), "/", WalkLimits.ofListing(2), "", new Sorting(SortKey.SIZE, true)))
                .containsExactly("large-one", "s", "a/", "a/much-larger", "a/small");
    }

    @Test
    void next_search_findsNamesAtAnyDepthAndOfDirectories() throws IOException {
        make("a.iso", "deep/er/B.ISO", "deep/er/b.iso.txt", "isos/c.txt", "x.iso/inside.txt");

        assertThat(find("*.iso")).containsExactly("a.iso", "x.iso/", "deep/er/B.ISO");
        assertThat(find("iso")).hasSize(5).contains("isos/", "deep/er/b.iso.txt");
        assertThat(find("nothing*")).isEmpty();
    }

    @Test
    void next_linkToADirectory_isAnEntryAndNoWayOn() throws IOException {
        make("d/f.txt");
        Files.createSymbolicLink(root.resolve("d/up"), Path.of(".."));
        Files.createSymbolicLink(root.resolve("self"), Path.of("."));
        Files.createSymbolicLink(root.resolve("e"), Path.of("d"));
        Files.createSymbolicLink(root.resolve("g.txt"), Path.of("d/f.txt"));

        assertThat(list(32)).containsExactly("d/", "e/", "g.txt", "self/", "d/f.txt", "d/up/");
        assertThat(find("*.txt")).containsExactly("g.txt", "d/f.txt");
    }

    @Test
    void next_startThroughALink_isWalked() throws IOException {
        make("d/sub/f.txt");
        Files.createSymbolicLink(root.resolve("e"), Path.of("d"));

        assertThat(walk(mounts(), "/e/", WalkLimits.ofListing(2), "", BY_NAME)).containsExactly("sub/", "sub/f.txt");
    }

    @Test
    void next_outwardDanglingAndHidden_areNotSeen(@TempDir Path outside) throws IOException {
        make("d/f.txt", ".git/config", "d/.secret");
        Files.writeString(outside.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createSymbolicLink(root.resolve("d/out.txt"), outside.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("nowhere"));
        Mounts withoutHidden = Mounts.of(List.of(root), false, false, true);

        assertThat(walk(withoutHidden, "/", WalkLimits.ofListing(32), "", BY_NAME))
                .containsExactly("d/", "d/f.txt");
        assertThat(walk(withoutHidden, "/", WalkLimits.ofSearch(32, false), "secret", BY_NAME))
                .isEmpty();
        assertThat(find("secret")).containsExactly("d/.secret");
    }

    /** Where links may lead out they do, and are no way on all the same. */
    @Test
    void next_followedLinks_areNoWayOn(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("f.txt"), "text");
        Files.createSymbolicLink(root.resolve("out"), outside);

        assertThat(walk(Mounts.of(List.of(root), true, true, true), "/", WalkLimits.ofListing(3), "", BY_NAME))
                .containsExactly("out/");
    }

    @Test
    void next_directoryGoneOrReplacedUnderWay_leavesTheRest() throws IOException {
        make("a/f.txt", "b/f.txt", "c/f.txt");
        assertThat(walk(mounts(), "/", WalkLimits.ofListing(2), "", BY_NAME, new ActingListing("c", this::vanish)))
                .containsExactly("a/", "b/", "c/", "c/f.txt");
    }

    /** Takes a directory away and makes another a file. */
    private void vanish() {
        try {
            Files.delete(root.resolve("a/f.txt"));
            Files.delete(root.resolve("a"));
            Files.delete(root.resolve("b/f.txt"));
            Files.delete(root.resolve("b"));
            Files.writeString(root.resolve("b"), "a file now");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0} entries, {1} ms: complete {2}")
    @CsvSource({
        "1000, 60000, true",
        "5, 60000, true",
        "4, 60000, false",
        "0, 60000, false",
    })
    void next_budgetSpent_saysSo(long entries, long millis, boolean complete) throws IOException {
        make("a/f.txt", "b/f.txt", "c.txt");
        WalkLimits limits = new WalkLimits(32, false, entries, Duration.ofMillis(millis));

        List<String> found = walk(mounts(), "/", limits, "*.txt", BY_NAME);

        if (complete) {
            assertThat(found).containsExactly("c.txt", "a/f.txt", "b/f.txt");
        } else {
            assertThat(found.get(found.size() - 1)).startsWith("# not complete: the search ended after ");
        }
    }

    @Test
    void next_moreThanATurn_isWholeWithoutATimeLimit() throws IOException {
        Files.createDirectory(root.resolve("many"));
        for (int i = 0; i < 1_000; i++) {
            Files.createFile(root.resolve("many/" + i));
        }

        assertThat(list(2)).hasSize(1_001).contains("many/999");
        assertThat(find("*99")).hasSize(10);
        WalkLimits noTime = new WalkLimits(32, false, 10_000, Duration.ZERO);
        List<String> found = walk(mounts(), "/", noTime, "*", BY_NAME);
        assertThat(found.get(found.size() - 1)).startsWith("# not complete: the search ended after ");
    }

    @Test
    void next_searchDeeperThanItGoes_saysSo() throws IOException {
        make("a/b/c/f.txt");

        assertThat(walk(mounts(), "/", new WalkLimits(2, false, 1_000, Duration.ofMinutes(1)), "*", BY_NAME))
                .containsExactly("a/", "a/b/", "# not complete: directories more than 2 levels down are not searched");
        assertThat(walk(mounts(), "/", new WalkLimits(2, true, 1_000, Duration.ofMinutes(1)), "*", BY_NAME))
                .containsExactly("a/", "a/b/");
    }

    /** Each is a place of its own whose threads may hang; whoever asks at the root waits for one of them. */
    @Test
    void next_anotherSlowPlace_isNotEntered() throws IOException {
        try (FileSystem one = Jimfs.newFileSystem(Configuration.unix());
                FileSystem other = Jimfs.newFileSystem(Configuration.unix())) {
            Files.createDirectories(one.getPath("/one/a"));
            Files.createDirectories(other.getPath("/other/a"));
            Mounts mounts = Mounts.of(List.of(one.getPath("/one"), other.getPath("/other")), true, false, true);

            assertThat(walk(mounts, "/", WalkLimits.ofListing(3), "", BY_NAME))
                    .containsExactly("one/", "other/", "one/a/", "# not complete: some directories could not be read");
        }
    }

    @Test
    void next_image_isAFileAndNoWayOn() throws IOException {
        TreeZip.stored().with("inside.txt", new byte[3]).writeTo(root.resolve("a.zip"));

        assertThat(list(3)).containsExactly("a.zip");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void close_underWay_leavesNothingOpen() throws IOException {
        Path many = Files.createDirectory(root.resolve("many"));
        for (int i = 0; i < 1_000; i++) {
            Files.createFile(many.resolve("" + i));
        }
        Mounts mounts = mounts();
        RequestPath path = RequestPath.parse("/");
        for (int i = 0; i < 20; i++) { // more than may be open
            ListingFormat format = new TextListing();
            try (LocatedDirectory directory = (LocatedDirectory) mounts.locate(path);
                    Walk walk = new Walk(
                            mounts,
                            path,
                            WalkLimits.ofListing(3),
                            Optional.empty(),
                            BY_NAME,
                            format,
                            gate.enter(Optional.empty()),
                            client)) {
                NameList names = directory.names();
                walk.begin(directory, names, format.order(directory, names, BY_NAME));
                assertThat(walk.next(new StringBuilder())).isTrue();
                assertThat(OpenFiles.includes(many.toRealPath())).isTrue();
            }
            assertThat(OpenFiles.includes(many.toRealPath())).isFalse();
        }
    }
}
