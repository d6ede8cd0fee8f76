package io.vmshare.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ArchiveOptionsTest {

    @Test
    void default_formats_areAll() {
        assertThat(ArchiveOptions.DEFAULT.formats()).containsExactly("zip", "tar", "tar.gz");
        assertThat(ArchiveOptions.DEFAULT.withFormats("tar").formats()).containsExactly("tar");
        assertThat(ArchiveOptions.DEFAULT.withMaxAtOnce(2).maxAtOnce()).isEqualTo(2);
    }

    @Test
    void of_badValues_isRefusedWithTheValue() {
        assertThatThrownBy(() -> ArchiveOptions.DEFAULT.withFormats("rar"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("formats must be of [zip, tar, tar.gz]: rar");
        assertThatThrownBy(() -> new ArchiveOptions(List.of(), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ArchiveOptions.DEFAULT.withMaxAtOnce(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxAtOnce must be positive: 0");
    }
}
