package io.vmshare.netboot.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of entry in every form; the files are written anew with {@code -Dgolden.write=true}, and then read. */
@Timeout(30)
class MenuGoldenTest {

    @ParameterizedTest
    @EnumSource
    void render_everyKindOfEntry_isTheGoldenFile(MenuFormat format) throws IOException {
        String name = "/golden/boot-menu."
                + switch (format) {
                    case IPXE -> "ipxe";
                    case GRUB -> "cfg";
                    case JSON -> "json";
                };
        String text = format.render(SampleMenu.whole(), SampleMenu.URLS);

        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(Path.of("..", "src-test-resources" + name), text);
        }
        try (InputStream golden = MenuGoldenTest.class.getResourceAsStream(name)) {
            assertThat(golden).isNotNull();
            assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
