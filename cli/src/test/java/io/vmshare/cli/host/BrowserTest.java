package io.vmshare.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BrowserTest {

    private static final String URL = "http://localhost:8000/";

    @Test
    void command_everySystem_takesTheUrlAsOneArgument() {
        assertThat(Browser.command(URL, "Linux")).containsExactly("xdg-open", URL);
        assertThat(Browser.command(URL, "FreeBSD")).containsExactly("xdg-open", URL);
        assertThat(Browser.command(URL, "Mac OS X")).containsExactly("open", URL);
        assertThat(Browser.command(URL, "Windows 11"))
                .containsExactly("rundll32", "url.dll,FileProtocolHandler", URL)
                .doesNotContain("cmd", "start");
    }

    @Test
    void whyNot_linux_needsADisplay() {
        assertThat(Browser.whyNot(Map.of("DISPLAY", ":0"), "Linux")).isEmpty();
        assertThat(Browser.whyNot(Map.of("WAYLAND_DISPLAY", "wayland-0"), "Linux"))
                .isEmpty();
        assertThat(Browser.whyNot(Map.of("DISPLAY", "localhost:10.0", "SSH_CONNECTION", "a"), "Linux"))
                .isEmpty();
        assertThat(Browser.whyNot(Map.of(), "Linux")).isEqualTo("there is no display here");
        assertThat(Browser.whyNot(Map.of("DISPLAY", ""), "Linux")).isEqualTo("there is no display here");
        assertThat(Browser.whyNot(Map.of("SSH_CONNECTION", "a"), "Linux"))
                .isEqualTo("this is a session over SSH without a display");
    }

    @Test
    void whyNot_otherSystems_doNotOpenWhereNobodyIs() {
        assertThat(Browser.whyNot(Map.of(), "Mac OS X")).isEmpty();
        assertThat(Browser.whyNot(Map.of("SSH_CONNECTION", "a"), "Mac OS X")).isEqualTo("this is a session over SSH");
        assertThat(Browser.whyNot(Map.of("SSH_CONNECTION", "a"), "Windows 11")).isEqualTo("this is a session over SSH");
    }
}
