package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class MemberFactsTest {

    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000, 123_000_000);

    private Path directory;
    private Path root;

    @BeforeEach
    void makeTree() throws IOException {
        directory = Files.createTempDirectory("share").toRealPath();
        root = Files.createDirectory(directory.resolve("root"));
        Files.writeString(Files.createDirectory(directory.resolve("outside")).resolve("secret"), "secret");
        Path inner = Files.createDirectories(root.resolve("a/b"));
        Path file = Files.writeString(inner.resolve("file"), "12345");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setLastModifiedTime(file, FileTime.from(TIME));
        Files.writeString(root.resolve(".hidden"), "hidden");
        link("a/near", "b/file");
        link("a/far", root.resolve("a/b/../b/file").toString());
        link("a/twice", "near");
        link("a/up", "..");
        link("a/here", ".");
        link("a/b/top", "../../a");
        link("a/out", "../../outside/secret");
        link("a/out-directory", "../../outside");
        link("a/nowhere", "missing");
        link("a/hidden", "../.hidden");
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    @AfterEach
    void delete() throws IOException {
        HostileTree.delete(directory);
    }

    private Optional<MemberFacts> member(Fence fence, String in, String name) throws IOException {
        ShareRoot share = fence.at(root, new NamePolicy(false, false));
        try (LocatedDirectory located =
                (LocatedDirectory) share.locate(RequestPath.parse(in).segments())) {
            return located.member(Name.ofText(name));
        }
    }

    private static String way(List<Name> link) {
        return link.stream().map(Name::bytes).collect(Collectors.joining("/"));
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void member_file_isAsItIs(Fence fence) throws IOException {
        MemberFacts facts = member(fence, "/a/b", "file").orElseThrow();

        assertThat(facts.directory()).isFalse();
        assertThat(facts.size()).isEqualTo(5);
        assertThat(facts.mode()).isEqualTo(0751);
        assertThat(facts.modified().toInstant()).isEqualTo(TIME);
        assertThat(facts.readable()).isTrue();
        assertThat(facts.link()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void member_linkInside_isWhatItLeadsToAndTheWayThere(Fence fence) throws IOException {
        for (String name : new String[] {"near", "far", "twice"}) {
            MemberFacts facts = member(fence, "/a", name).orElseThrow();
            assertThat(facts.size()).isEqualTo(5);
            assertThat(way(facts.link())).isEqualTo("b/file");
        }
        assertThat(way(member(fence, "/a", "up").orElseThrow().link())).isEqualTo("..");
        assertThat(way(member(fence, "/a", "here").orElseThrow().link())).isEqualTo(".");
        assertThat(way(member(fence, "/a/b", "top").orElseThrow().link())).isEqualTo("..");
        assertThat(member(fence, "/a", "up").orElseThrow().directory()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void member_refused_isNotThere(Fence fence) throws IOException {
        for (String name : new String[] {"out", "out-directory", "nowhere", "hidden", "missing"}) {
            assertThat(member(fence, "/a", name)).as(name).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Fence.class)
    void own_directory_isAsItIs(Fence fence) throws IOException {
        Files.setPosixFilePermissions(root.resolve("a"), PosixFilePermissions.fromString("rwx--x--x"));
        try (LocatedDirectory located =
                (LocatedDirectory) fence.at(root).locate(RequestPath.parse("/a").segments())) {
            MemberFacts own = located.own().orElseThrow();

            assertThat(own.directory()).isTrue();
            assertThat(own.mode()).isEqualTo(0711);
        }
    }
}
