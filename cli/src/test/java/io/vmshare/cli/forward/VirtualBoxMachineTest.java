package io.vmshare.cli.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class VirtualBoxMachineTest {

    @Test
    void parse_sample_hasTheRulesOfEachAdapter() throws IOException {
        VirtualBoxMachine machine = VirtualBoxMachine.parse(Samples.read("vboxmanage-showvminfo.txt"));

        assertThat(machine.state()).isEqualTo("running");
        assertThat(machine.adapters())
                .extracting(adapter -> adapter.number() + " " + adapter.kind())
                .containsExactly("1 nat", "2 hostonly", "4 nat");
        assertThat(machine.adapters().get(0).rules())
                .containsExactly(
                        new LiveRule("ssh", "127.0.0.1", 2222, "", 22),
                        new LiveRule("web, old", "", 8081, "10.0.2.15", 8000));
        assertThat(machine.adapters().get(1).rules()).isEmpty();
        assertThat(machine.adapters().get(2).rules()).containsExactly(new LiveRule("all", "", 8082, "", 8000));
    }

    @Test
    void adapter_number_isThatOneOrTheFirstInNatMode() throws IOException {
        VirtualBoxMachine machine = VirtualBoxMachine.parse(Samples.read("vboxmanage-showvminfo.txt"));
        VirtualBoxMachine bridged = VirtualBoxMachine.parse("VMState=\"running\"\nnic1=\"bridged\"\n");

        assertThat(machine.adapter(0).map(VirtualBoxMachine.Adapter::number)).contains(1);
        assertThat(machine.adapter(4).map(VirtualBoxMachine.Adapter::number)).contains(4);
        assertThat(machine.adapter(3)).isEmpty();
        assertThat(bridged.adapter(0)).isEmpty();
    }

    @Test
    void parse_ruleOfAnImpossiblePort_isNone() {
        VirtualBoxMachine machine = VirtualBoxMachine.parse(
                "nic1=\"nat\"\nForwarding(0)=\"a,tcp,,99999,,80\"\nForwarding(1)=\"b,tcp,,8080,,65536\"\n");

        assertThat(machine.adapters().get(0).rules()).isEmpty();
    }

    @ParameterizedTest(name = "{0} is on: {1}")
    @CsvSource(textBlock = """
            running,  true
            paused,   true
            stuck,    true
            poweroff, false
            saved,    false
            aborted,  false
            '',       false
            """)
    void isOn_state_saysWhichCommandsChangeIt(String state, boolean on) {
        assertThat(VirtualBoxMachine.parse("VMState=\"" + state + "\"\n").isOn())
                .isEqualTo(on);
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', textBlock = """
            VBoxManage: error: Could not find a registered machine named 'x'~VBoxManage: error: Details: code | --vm: x: no such machine; VBoxManage list vms names them
            VBoxManage.exe: error: A NAT rule of this name already exists~VBoxManage.exe: error: Details      | --vm: x: VBoxManage fails: A NAT rule of this name already exists
            Segmentation fault                                                                              | --vm: x: VBoxManage fails: Segmentation fault
            """)
    void message_errors_isTheFirst(String err, String message) {
        assertThat(VirtualBoxForwarder.message("x", err.replace('~', '\n'))).isEqualTo(message);
    }
}
