package io.vmshare.netboot.rows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class AnswerKindTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    ks.cfg              | KICKSTART
                    ks-web.cfg          | KICKSTART
                    web.ks              | KICKSTART
                    kickstart.txt       | KICKSTART
                    anaconda-ks.cfg     | KICKSTART
                    original-ks.cfg.bak | none
                    KS.CFG              | none
                    tasks.cfg           | none
                    ksx.cfg             | none
                    preseed.cfg         | PRESEED
                    preseed-db.cfg      | PRESEED
                    preseed_db.cfg      | PRESEED
                    web.preseed         | PRESEED
                    ubuntu.seed         | PRESEED
                    preseed             | none
                    preseeds.cfg        | none
                    seed                | none
                    autoinst.xml        | AUTOYAST
                    autoyast-web.xml    | AUTOYAST
                    autoyast.txt        | none
                    autoinst.xml.bak    | none
                    answer.toml         | PROXMOX
                    answers.toml        | none
                    web.ign             | IGNITION
                    web.ignore          | none
                    h.apkovl.tar.gz     | APKOVL
                    h.tar.gz            | none
                    autounattend.xml    | UNATTEND
                    AutoUnattend.XML    | UNATTEND
                    unattend.xml        | UNATTEND
                    unattended.xml      | none
                    user-data           | none
                    """)
    void of_name_isTheKind(String name, String kind) {
        assertThat(AnswerKind.of(name).map(Enum::name).orElse("none")).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource
    void source_kind_isNamed(AnswerKind kind) {
        assertThat(kind.source()).isNotBlank();
    }
}
