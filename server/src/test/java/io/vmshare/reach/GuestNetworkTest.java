package io.vmshare.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class GuestNetworkTest {

    @ParameterizedTest(name = "{0} belongs to {1}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            virbr0                             | LIBVIRT
            virbr12                            | LIBVIRT
            virbr                              | none
            virbr0-nic                         | none
            vnet0                              | none
            docker0                            | DOCKER
            docker01                           | none
            br-0123456789ab                    | DOCKER
            br-0123456789a                     | none
            br-0123456789abc                   | none
            br-0123456789AB                    | none
            br-lan                             | none
            br0                                | none
            podman0                            | PODMAN
            cni-podman0                        | PODMAN
            lxdbr0                             | LXD
            incusbr0                           | INCUS
            mpqemubr0                          | MULTIPASS
            mpbr0                              | MULTIPASS
            vmbr0                              | PROXMOX
            vmnet1                             | VMWARE_HOST_ONLY
            vmnet8                             | VMWARE_NAT
            vmnet2                             | VMWARE_HOST_ONLY
            vmnet                              | none
            vmnet8a                            | none
            VMware Network Adapter VMnet8      | VMWARE_NAT
            vboxnet0                           | VIRTUALBOX_HOST_ONLY
            vboxnet                            | none
            VirtualBox Host-Only Ethernet Adapter #2 | VIRTUALBOX_HOST_ONLY
            bridge0                            | none
            bridge99                           | none
            bridge100                          | MACOS_VMNET
            bridge101                          | MACOS_VMNET
            bridge1x0                          | none
            vEthernet (Default Switch)         | HYPER_V
            vEthernet (WSL (Hyper-V firewall)) | WSL_NAT
            veth0a1b2c3                        | none
            macvtap0                           | MACVTAP
            macvtap                            | none
            macvlan0                           | none
            tap0                               | TAP
            eth0                               | none
            enp3s0                             | none
            wlan0                              | none
            lo                                 | none
            """)
    void of_interfaceName_isTheNetworkThatGivesSuchNames(String name, @Nullable GuestNetwork expected) {
        HostInterface named = new HostInterface(name, name, List.of(), "", true, false);

        assertThat(GuestNetwork.of(named)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void of_windowsDisplayName_isJudgedToo() {
        HostInterface named = new HostInterface("eth7", "vEthernet (WSL)", List.of(), "", true, false);

        assertThat(GuestNetwork.of(named)).contains(GuestNetwork.WSL_NAT);
    }

    @ParameterizedTest(name = "{0} is a VPN: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            tun0       | true
            tunsnx     | true
            wg0        | true
            tailscale0 | true
            utun3      | true
            ppp0       | true
            utun       | false
            tap0       | false
            eth0       | false
            wlan0      | false
            virbr0     | false
            """)
    void isVpn_interfaceName_isGuessed(String name, boolean expected) {
        assertThat(new HostInterface(name, name, List.of(), "", true, false).isVpn())
                .isEqualTo(expected);
    }
}
