package io.vmshare;

import static io.vmshare.ArchiveRequests.get;
import static io.vmshare.ArchiveRequests.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.ReadArchive;
import io.vmshare.fixtures.ShareExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and links in archives. */
@Timeout(60)
class ArchiveNamesHttpTest {

    @RegisterExtension
    final ShareExtension share = ShareExtension.of();

    private static String decoded(String encoded) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < encoded.length(); i++) {
            boolean escape = encoded.charAt(i) == '%';
            out.append(escape ? (char) Integer.parseInt(encoded.substring(i + 1, i + 3), 16) : encoded.charAt(i));
            i += escape ? 2 : 0;
        }
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "tar.gz"})
    @EnabledOnOs(OS.LINUX)
    void tar_hostileTree_isTheTreeAndNothingElse(String format) throws Exception {
        HostileTree tree = HostileTree.create(share.root());
        ReadArchive archive = ReadArchive.of(get(share, "/?archive=" + format), format);

        for (Map.Entry<String, byte[]> file : tree.files().entrySet()) {
            assertThat(archive.content("root" + decoded(file.getKey())))
                    .as(file.getKey())
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(file.getValue()));
        }
        assertThat(archive.entries().get("root/directory").type()).isEqualTo('5');
        assertThat(archive.entries().get("root/empty-directory").type()).isEqualTo('5');
        assertThat(archive.entries().get("root/link-to-file").target()).isEqualTo("plain.txt");
        assertThat(archive.entries().get("root/link-absolute").target()).isEqualTo("plain.txt");
        assertThat(archive.entries().get("root/link-to-directory").target()).isEqualTo("directory");
        assertThat(archive.entries().get("root/directory/link-up").target()).isEqualTo("../plain.txt");
        for (String refused : tree.missing()) {
            assertThat(archive.entries()).doesNotContainKey("root" + decoded(refused));
        }
        assertThat(archive.entries()).doesNotContainKeys("root/fifo", "root/socket");
        archive.entries()
                .forEach((name, entry) -> assertThat(new String(entry.content(), StandardCharsets.ISO_8859_1))
                        .as(name)
                        .doesNotContain("must never be served"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void zip_hostileTree_isTheTreeUnderPortableNames() throws Exception {
        HostileTree tree = HostileTree.create(share.root());
        Files.writeString(HostileTree.resolve(share.root(), "/%25FF%25FE.bin"), "has the name of another");
        ReadArchive archive = ReadArchive.zip(get(share, "/?archive=zip"));

        for (Map.Entry<String, byte[]> file : tree.files().entrySet()) {
            String name = decoded(file.getKey());
            String called = name.replace("\\", "%5C")
                    .replace("\u00FF\u00FE.bin", "%FF%FE~2.bin")
                    .replace("\u00FF\u00FE/", "%FF%FE/")
                    .replace("/\u00C3.txt", "/%C3.txt")
                    .replace("\u00C0\u00AF", "%C0%AF")
                    .replace("\u00ED\u00A0\u0080", "%ED%A0%80");
            assertThat(archive.content("root" + called))
                    .as(called)
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(file.getValue()));
        }
        assertThat(archive.content("root/%FF%FE.bin"))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("has the name of another"));
        assertThat(archive.entries().get("root/link-to-file").type()).isEqualTo('0');
        assertThat(archive.entries().get("root/link-to-directory").type()).isEqualTo('2');
        for (String refused : tree.missing()) {
            assertThat(archive.entries()).doesNotContainKey("root" + decoded(refused));
        }
        assertThat(archive.entries().keySet()).noneMatch(name -> name.contains("\\"));
    }

    /** Each name is told apart from what the others become, and from those that look like it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void zip_namesThatBecomeOthers_areAllThereAndDiffer() throws IOException {
        String[] names = {"x%5Cy", "x%255Cy", "x%5Cy~2", "x%255Cy~2", "x%5C%25FF", "x%5C%FF", "x%255C%25FF", "%25%5C"};
        Files.createDirectory(share.root().resolve("d"));
        for (String name : names) {
            Files.writeString(HostileTree.resolve(share.root(), "/d/" + name), name);
        }
        ReadArchive archive = ReadArchive.zip(get(share, "/d/?archive=zip"));

        assertThat(archive.entries()).hasSize(1 + names.length);
        for (String plain : new String[] {"x%5Cy", "x%5Cy~2", "x%5C%FF"}) {
            assertThat(archive.content("d/" + plain))
                    .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo(plain.replace("%", "%25")));
        }
        assertThat(archive.entries().values().stream()
                        .filter(entry -> entry.type() == '0')
                        .map(entry -> new String(entry.content(), StandardCharsets.US_ASCII)))
                .containsExactlyInAnyOrder(names);
    }

    /** The link would lead to the one that has its name by now. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void zip_linkToADirectoryWhoseNameBecomesAnother_isReported() throws IOException {
        for (String name : new String[] {"x%5Cy", "x%255Cy"}) {
            Path directory = Files.createDirectories(HostileTree.resolve(share.root(), "/d/" + name));
            Files.writeString(directory.resolve("f"), name);
        }
        Files.createSymbolicLink(share.root().resolve("d/link"), Path.of("x\\y"));

        ReadArchive archive = ReadArchive.zip(get(share, "/d/?archive=zip"));
        assertThat(archive.content("d/link/f")).isEmpty();
        assertThat(archive.content("d/ERRORS.txt"))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().contains("d/link: is a link"));
        assertThat(ReadArchive.tar(get(share, "/d/?archive=tar")).content("d/link/f"))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("x%5Cy"));
    }

    @Test
    void tar_commonsCompress_readsTheSame() throws IOException {
        write(share, "a/\u00E9.txt", "content");
        write(share, "a/" + "n".repeat(200), "long");
        byte[] bytes = get(share, "/a/?archive=tar");
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.writeBytes((entry.getName() + " " + new String(tar.readAllBytes(), StandardCharsets.UTF_8) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(names.toString(StandardCharsets.UTF_8))
                .isEqualTo("a/ \na/" + "n".repeat(200) + " long\na/\u00E9.txt content\n");
    }

    @Test
    void entry_some_areAllThatIsThere() throws IOException {
        write(share, "d/a b.txt", "1");
        write(share, "d/c+d", "2");
        write(share, "d/sub/e", "3");
        write(share, "d/other", "4");
        Files.createSymbolicLink(share.root().resolve("d/sub/inside"), Path.of("../c+d"));
        Files.createSymbolicLink(share.root().resolve("d/sub/outside"), Path.of("../other"));
        ReadArchive archive =
                ReadArchive.tar(get(share, "/d/?archive=tar&entry=a+b.txt&entry=c%2Bd&entry=sub/&entry=sub"));

        assertThat(archive.entries().keySet())
                .containsExactly("d", "d/a b.txt", "d/c+d", "d/sub", "d/sub/e", "d/sub/inside", "d/sub/outside");
        assertThat(archive.entries().get("d/sub/inside").type()).isEqualTo('2');
        assertThat(archive.entries().get("d/sub/outside").type()).isEqualTo('0');
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void entry_bytesThatAreNoUtf8_isFound() throws IOException {
        Files.writeString(HostileTree.resolve(share.root(), "/%FF%FE"), "bytes");

        assertThat(ReadArchive.tar(get(share, "/?archive=tar&entry=%FF%FE")).entries())
                .containsOnlyKeys("root", "root/\u00FF\u00FE");
    }

    @Test
    void get_fileCalledAsTheReport_isToldApart() throws IOException {
        write(share, "d/ERRORS.txt", "of the owner");
        write(share, "other/b", "2");
        Files.createSymbolicLink(share.root().resolve("d/link"), Path.of("../other"));
        ReadArchive archive = ReadArchive.tar(get(share, "/d/?archive=tar"));

        assertThat(archive.entries()).containsOnlyKeys("d", "d/ERRORS.txt", "d/ERRORS~2.txt");
        assertThat(archive.content("d/ERRORS.txt"))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("of the owner"));
    }

    @Test
    void get_linkToADirectoryElsewhere_isReported() throws IOException {
        write(share, "d/a", "1");
        write(share, "other/b", "2");
        Files.createSymbolicLink(share.root().resolve("d/link"), Path.of("../other"));
        Files.createSymbolicLink(share.root().resolve("d/to-file"), Path.of("../other/b"));
        Files.createSymbolicLink(share.root().resolve("d/loop"), Path.of("."));
        for (String format : new String[] {"tar", "tar.gz", "zip"}) {
            ReadArchive archive = ReadArchive.of(get(share, "/d/?archive=" + format), format);

            assertThat(archive.entries()).containsOnlyKeys("d", "d/a", "d/to-file", "d/loop", "d/ERRORS.txt");
            assertThat(archive.content("d/to-file"))
                    .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("2"));
            assertThat(archive.content("d/ERRORS.txt"))
                    .hasValueSatisfying(
                            bytes -> assertThat(bytes)
                                    .asString()
                                    .contains(
                                            "d/link: is a link to a directory that is not in this archive, or not under its name\n"));
        }
    }
}
