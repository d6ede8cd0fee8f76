package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class LocatedFileTest {

    private static final Name NAME = Name.ofText("a.txt");
    private static final Stamp A = stampOf(1, 5, 1000, 1000);
    private static final Stamp LATER = stampOf(1, 5, 2000, 2000);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.writeString(directory.resolve("a.txt"), "12345");
    }

    /** Each letter is a stamp: what the file looks like before and after each open. */
    @ParameterizedTest(name = "{0}: {1} looks, validators: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            AA     | 1 | true
            BB     | 1 | true
            ABBB   | 2 | true
            ABAA   | 2 | true
            ABABAA | 3 | true
            ABBACC | 3 | true
            ABABAB | 3 | false
            ABBABA | 3 | false
            --AA   | 2 | true
            A-AA   | 2 | true
            -AAA   | 2 | true
            ----AA | 3 | true
            ------ | 3 | false
            A-A-A- | 3 | false
            -A-A-A | 3 | false
            LLAA   | 2 | true
            LLLLLL | 3 | false
            IAIAIA | 3 | false
            CACACA | 3 | false
            """)
    void open_scriptedLooks_endAtTheFirstThatAgrees(String script, int looks, boolean validators) throws IOException {
        ScriptedLook look = new ScriptedLook(script);

        try (LocatedFile located = LocatedFile.open(NAME, look)) {
            assertThat(look.opened).hasSize(looks);
            assertThat(look.stamps).as("stamps never read").isExhausted();
            assertThat(located.modified() != null).isEqualTo(validators);
            assertThat(located.length()).isEqualTo(5);
            assertThat(located.channel()).isSameAs(look.opened.get(looks - 1));
            assertThat(look.opened.subList(0, looks - 1)).noneMatch(SeekableByteChannel::isOpen);
            assertThat(located.channel().isOpen()).isTrue();
        }
        assertThat(look.opened).noneMatch(SeekableByteChannel::isOpen);
    }

    @Test
    void open_secondLookAgrees_hasTheTimeOfTheSecond() throws IOException {
        ScriptedLook look = new ScriptedLook("ABBB");

        try (LocatedFile located = LocatedFile.open(NAME, look)) {
            assertThat(located.modified()).isEqualTo(LATER.modified());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"X, 0", "AX, 1", "ABX, 1", "ABAX, 2", "ABABAX, 3", "ABABX, 2"})
    void open_stampThatFails_leavesNoChannelOpen(String script, int opened) {
        ScriptedLook look = new ScriptedLook(script);

        assertThatThrownBy(() -> LocatedFile.open(NAME, look)).isInstanceOf(NoSuchFileException.class);
        assertThat(look.opened).hasSize(opened).noneMatch(SeekableByteChannel::isOpen);
    }

    @Test
    void open_openThatFails_isThrown() {
        LocatedFile.Look look = new LocatedFile.Look() {
            @Override
            public SeekableByteChannel open() throws IOException {
                throw new AccessDeniedException("a.txt");
            }

            @Override
            public Stamp stamp() {
                return A;
            }

            @Override
            public Stamp stampLater() {
                return A;
            }

            @Override
            public boolean leadsInside() {
                return true;
            }
        };

        assertThatThrownBy(() -> LocatedFile.open(NAME, look)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void close_taken_leavesTheChannelToRelease() throws IOException {
        LocatedFile located = LocatedFile.open(NAME, new ScriptedLook("AA"));
        located.take();
        located.close();
        assertThat(located.channel().isOpen()).isTrue();

        located.release();
        assertThat(located.channel().isOpen()).isFalse();
    }

    @Test
    void open_file_hasItsName() throws IOException {
        try (LocatedFile located = LocatedFile.open(NAME, new ScriptedLook("AA"))) {
            assertThat(located.name()).isEqualTo(NAME);
            assertThat(located.kind()).isEqualTo(Located.Kind.FILE);
        }
    }

    /** The third letter is the stamp when all but the last bytes have been sent. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            AAA    | NONE
            AAC    | NONE
            AAx    | NONE
            AAI    | NONE
            AAJ    | NONE
            AAB    | OTHER
            AAG    | LONGER
            AAS    | OTHER
            ABABAB | NONE
            """)
    void change_laterStamp_tells(String script, LocatedFile.Change change) throws IOException {
        try (LocatedFile located = LocatedFile.open(NAME, new ScriptedLook(script))) {
            assertThat(located.change()).isEqualTo(change);
        }
    }

    @Test
    void change_openFileCutAndItsNameGone_isSeen() throws IOException {
        try (LocatedFile located = LocatedFile.open(NAME, new ScriptedLook("AAx"))) {
            Files.writeString(file, "1");

            assertThat(located.change()).isEqualTo(LocatedFile.Change.OTHER);
        }
    }

    private static Stamp stampOf(int key, long size, long modified, long changed) {
        return new Stamp(key, size, FileTime.fromMillis(modified), FileTime.fromMillis(changed));
    }

    /** Opens the real file each time and gives the stamps of a script. */
    private final class ScriptedLook implements LocatedFile.Look {

        private final Iterator<String> stamps;
        private final List<SeekableByteChannel> opened = new ArrayList<>();

        ScriptedLook(String script) {
            this.stamps = Arrays.asList(script.split("")).iterator();
        }

        @Override
        public SeekableByteChannel open() throws IOException {
            opened.add(FileChannel.open(file, StandardOpenOption.READ));
            return opened.get(opened.size() - 1);
        }

        @Override
        public Stamp stampLater() throws IOException {
            return Objects.requireNonNull(stamp());
        }

        @Override
        public boolean leadsInside() {
            return true;
        }

        @Override
        public Stamp stamp() throws IOException {
            switch (stamps.next()) {
                case "A":
                    return A;
                case "B":
                    return LATER;
                case "C": // only the change time moved: written and its time set back
                    return stampOf(1, 5, 1000, 3000);
                case "I": // another file of the same size and times
                    return stampOf(2, 5, 1000, 1000);
                case "J": // another file, written later
                    return stampOf(2, 5, 2000, 2000);
                case "G": // more of it
                    return stampOf(1, 6, 2000, 2000);
                case "S": // less of it
                    return stampOf(1, 4, 2000, 2000);
                case "L": // another length than the channel has
                    return stampOf(1, 6, 1000, 1000);
                case "-":
                    return null;
                default:
                    throw new NoSuchFileException(file.toString());
            }
        }
    }
}
