package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.archive.ArchiveOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ShareOptionsTest {

    private final ShareOptionsBuilder builder = ShareOptions.builder(Path.of("."));

    @Test
    void durations_aHundredYears_areTaken() {
        Duration longest = Duration.ofDays(36_500);

        ShareOptions options = builder.grace(longest).stallTimeout(longest).build();

        assertThat(options.grace()).isEqualTo(longest);
        assertThat(options.stallTimeout()).isEqualTo(longest);
    }

    @Test
    void archives_unlessTurnedOff_areOn() {
        assertThat(builder.build().archives()).contains(ArchiveOptions.DEFAULT);

        ShareOptions off = builder.withoutArchives().build();
        assertThat(off.archives()).isEmpty();
        assertThat(off.toBuilder().build().archives()).isEmpty();
        ArchiveOptions few = ArchiveOptions.DEFAULT.withMaxAtOnce(1);
        assertThat(off.toBuilder().archives(few).build().archives()).contains(few);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT876000H0.000000001S", "PT3000000H", "PT2562047788015215H"})
    void durations_thatNanosecondsCannotCount_areRefused(Duration value) {
        assertThatThrownBy(() -> builder.grace(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("grace must be at most 100 years: " + value);
        assertThatThrownBy(() -> builder.stallTimeout(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stall timeout must be at most 100 years: " + value);
    }
}
