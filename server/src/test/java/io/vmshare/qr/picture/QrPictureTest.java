package io.vmshare.qr.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.qr.QrModules;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class QrPictureTest {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.2.2:8000/", "http://[::1]:8000/a%20b/", "x"})
    void render_text_hasEveryModuleOfItsCodeAndNoOther(String text) {
        QrModules code = QrModules.of(text);
        boolean[][] painted = new boolean[code.side()][code.side()];
        String picture = QrPicture.render(code, text);

        RUN.matcher(picture).results().forEach(run -> {
            assertThat(run.group(3)).isEqualTo(run.group(4));
            for (int i = 0; i < Integer.parseInt(run.group(3)); i++) {
                int x = Integer.parseInt(run.group(1)) + i;
                int y = Integer.parseInt(run.group(2));
                assertThat(painted[y][x]).isFalse();
                painted[y][x] = true;
            }
        });

        for (int y = 0; y < painted.length; y++) {
            for (int x = 0; x < painted.length; x++) {
                assertThat(painted[y][x]).isEqualTo(code.isDark(x, y));
            }
        }
        assertThat(picture).contains("viewBox=\"0 0 " + painted.length + " " + painted.length + "\"");
    }
}
