package io.vmshare.listing.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.path.LocatedDirectory.EntryFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PageTotalsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0                   | 0 B
            1023                | 1023 B
            1024                | 1.0 KiB
            10188               | 9.9 KiB
            10239               | 10 KiB
            1048575             | 1024 KiB
            1048576             | 1.0 MiB
            661651456           | 631 MiB
            9223372036854775807 | 8.0 EiB
            """)
    void human_bytes_hasTwoDigitsAtLeast(long bytes, String text) {
        assertThat(PageTotals.human(bytes)).isEqualTo(text);
    }

    @Test
    void render_entries_areCountedAndUnknownAndEndlessSizesDoNoHarm() {
        PageTotals totals = new PageTotals();
        totals.add(new EntryFacts(true, 4096, null));
        totals.add(new EntryFacts(false, -1, null));
        totals.add(new EntryFacts(false, Long.MAX_VALUE, null));
        totals.add(new EntryFacts(false, Long.MAX_VALUE, null));
        StringBuilder out = new StringBuilder();
        totals.render(out);

        assertThat(out).hasToString("1 directory, 3 files, 8.0 EiB");
    }
}
