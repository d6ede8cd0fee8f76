package io.vmshare.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.listing.ListingOptions.SortKey;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import io.vmshare.path.RequestPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SortingTest {

    @TempDir
    Path root;

    @BeforeEach
    void fill() throws IOException {
        file("f10", 5, "2026-01-02T00:00:00Z");
        file("f9", 5, "2026-01-02T00:00:00.000001Z");
        file("empty", 0, "1969-12-31T23:59:59Z");
        file("large", 3_000, "2026-01-01T00:00:00Z");
        Files.createDirectory(root.resolve("sub"));
        Files.writeString(root.resolve("sub/inside"), "x".repeat(5_000));
        Files.createSymbolicLink(root.resolve("link"), Path.of("large"));
        Files.setLastModifiedTime(root.resolve("sub"), FileTime.from(Instant.parse("2026-01-03T00:00:00Z")));
    }

    private void file(String name, int size, String modified) throws IOException {
        Files.write(root.resolve(name), new byte[size]);
        Files.setLastModifiedTime(root.resolve(name), FileTime.from(Instant.parse(modified)));
    }

    @ParameterizedTest(name = "{0}, descending {1}")
    @CsvSource(delimiter = '|', textBlock = """
            NAME | false | empty f9 f10 large link sub
            NAME | true  | sub link large f10 f9 empty
            SIZE | false | sub empty f9 f10 large link
            SIZE | true  | large link f9 f10 empty sub
            TIME | false | empty large link f10 f9 sub
            TIME | true  | sub f9 f10 large link empty
            """)
    void order_key_isThatOfTheAttributesAndThenOfNames(SortKey key, boolean descending, String expected)
            throws IOException {
        try (LocatedDirectory directory =
                (LocatedDirectory) Mounts.of(List.of(root), true, false, true).locate(RequestPath.parse("/"))) {
            NameList names = directory.names();

            int[] order = new Sorting(key, descending).order(directory, names);

            assertThat(IntStream.of(order).mapToObj(i -> names.get(i).text()).collect(Collectors.joining(" ")))
                    .isEqualTo(expected);
        }
    }

    /** What is gone since the names were read has no row; it must not keep others from theirs. */
    @ParameterizedTest
    @CsvSource({"SIZE", "TIME"})
    void order_entryGone_isStillOneOfThem(SortKey key) throws IOException {
        try (LocatedDirectory directory =
                (LocatedDirectory) Mounts.of(List.of(root), true, false, true).locate(RequestPath.parse("/"))) {
            NameList names = NameList.of(List.of(Name.ofText("gone"), Name.ofText("f9"), Name.ofText("large")));

            assertThat(new Sorting(key, false).order(directory, names)).containsExactlyInAnyOrder(0, 1, 2);
        }
    }
}
