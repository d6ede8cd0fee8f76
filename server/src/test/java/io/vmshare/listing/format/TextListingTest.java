package io.vmshare.listing.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.path.Name;
import io.vmshare.text.PercentEncoding;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TextListingTest {

    private static final Pattern LINE = Pattern.compile("[A-Za-z0-9._~%-]+");

    @Test
    void render_everyKindOfEntry_isARelativeUrlALine() {
        assertThat(Rows.everyKind(new TextListing())).isEqualTo("""
                a%20b.txt
                disk9.qcow2
                d%23/
                %C3%A9.txt
                l/
                %FF%0A%3C%26%22%27%3E
                unreadable
                d%23/%C3%A9/x
                # not complete: some "directories" could not be read
                """);
    }

    @Test
    void render_anyName_isOneLineThatIsNoOthers() {
        for (long seed = 0; seed < 20_000; seed++) {
            Name name = Rows.name(new Random(seed));
            StringBuilder out = new StringBuilder();
            new TextListing().entry(out, name, Rows.file(1));
            List<String> lines = out.toString().lines().toList();

            assertThat(lines).as("seed %d", seed).hasSize(1);
            assertThat(lines.get(0)).as("seed %d", seed).matches(LINE);
            assertThat(Name.ofBytes(PercentEncoding.decode(lines.get(0))))
                    .as("seed %d", seed)
                    .isEqualTo(name);
        }
    }
}
