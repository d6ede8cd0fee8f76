package io.vmshare.netboot.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.netboot.Architecture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class TreeTextsTest {

    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    .disk/info       | Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST 2024 | Debian GNU/Linux 12.5.0 Bookworm | X86_64
                    .disk/info       | Ubuntu 22.04.4 LTS "Jammy" - Release arm64 (20240220)            | Ubuntu 22.04.4 LTS Jammy         | AARCH64
                    .disk/info       | A - amd64 arm64                                                  | A                                | UNKNOWN
                    .disk/info       | ${x} `id` $(id) %n "q" 'q' \\\\ ; & <b> {tree}                   | x id (id) n q q b tree           | UNKNOWN
                    .disk/info       | été                                                              | t                                | UNKNOWN
                    media.1/products | / openSUSE-Leap 15.6-1                                           | openSUSE-Leap 15.6-1             | UNKNOWN
                    media.1/products | /                                                                | /                                | UNKNOWN
                    """)
    void of_text_isProductAndArchitecture(String name, String text, String product, Architecture architecture) {
        TreeTexts texts = TreeTexts.of(Map.of("a/" + name, text + "\nsecond"), "a/");

        assertThat(texts.product()).isEqualTo(product);
        assertThat(texts.architecture()).isEqualTo(architecture);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    [general];family=Fedora;version=40;arch=x86_64               | Fedora 40 | X86_64
                    [general];family=Old;[release];name=New;version=2            | New 2     | UNKNOWN
                    [general];Family = Fedora                                    | Fedora    | UNKNOWN
                    [tree];arch=aarch64;[release];name=F                         | F         | AARCH64
                    family=Fedora                                                | ''        | UNKNOWN
                    [general];#family=Fedora                                     | ''        | UNKNOWN
                    [general;family=Fedora                                       | ''        | UNKNOWN
                    [general];family;=;===;[]]];[                                | ''        | UNKNOWN
                    """)
    void of_treeInfo_isProductAndArchitecture(String text, String product, Architecture architecture) {
        TreeTexts texts = TreeTexts.of(Map.of(".treeinfo", text.replace(';', '\n')), "");

        assertThat(texts.product()).isEqualTo(product);
        assertThat(texts.architecture()).isEqualTo(architecture);
    }

    @Test
    void product_longText_isCut() {
        TreeTexts texts = TreeTexts.of(Map.of(".disk/info", "A b ".repeat(250_000)), "");

        assertThat(texts.product()).hasSizeLessThanOrEqualTo(60).startsWith("A b A b");
    }

    @Test
    void repositories_pathsThatLeadElsewhere_areLeftOut() {
        String text = "[variant-A]\nrepository=../../x\n[variant-B]\nrepository=/etc\n[variant-C]\nrepository=a//b\n"
                + "[variant-D]\nrepository=BaseOS/os\n[other]\nrepository=x\n[variant-E]\nrepository=.\n";

        assertThat(TreeTexts.of(Map.of("treeinfo", text), "").repositories()).containsExactly("BaseOS/os");
    }
}
