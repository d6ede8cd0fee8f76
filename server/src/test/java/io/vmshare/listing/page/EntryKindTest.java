package io.vmshare.listing.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EntryKindTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            debian.iso      | m
            DISK.QCOW2      | m
            a.b.tar.gz      | z
            .txt            | t
            song.mp3        | a
            clip.webm       | v
            x.svg           | i
            setup.exe       | x
            guide.pdf       | p
            Makefile        | none
            iso             | none
            x.iso.part      | none
            name.           | none
            x.class         | none
            """)
    void of_name_isItsKind(String name, String kind) {
        assertThat(EntryKind.of(name)).isEqualTo(kind == null ? "" : kind);
    }
}
