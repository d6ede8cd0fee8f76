package io.vmshare.reach;

import static io.vmshare.reach.AddressPattern.ANY;
import static io.vmshare.reach.AddressPattern.address;
import static io.vmshare.reach.AddressPattern.number;
import static io.vmshare.reach.AddressPattern.numberFrom;
import static io.vmshare.reach.AddressPattern.within;
import static io.vmshare.reach.Machine.Platform.AMAZON;
import static io.vmshare.reach.Machine.Platform.APPLE;
import static io.vmshare.reach.Machine.Platform.AZURE;
import static io.vmshare.reach.Machine.Platform.DOCKER;
import static io.vmshare.reach.Machine.Platform.GOOGLE;
import static io.vmshare.reach.Machine.Platform.HYPER_V;
import static io.vmshare.reach.Machine.Platform.KVM;
import static io.vmshare.reach.Machine.Platform.LXC;
import static io.vmshare.reach.Machine.Platform.OTHER_CONTAINER;
import static io.vmshare.reach.Machine.Platform.PARALLELS;
import static io.vmshare.reach.Machine.Platform.PODMAN;
import static io.vmshare.reach.Machine.Platform.QEMU;
import static io.vmshare.reach.Machine.Platform.VIRTUALBOX;
import static io.vmshare.reach.Machine.Platform.VMWARE;
import static io.vmshare.reach.Machine.Platform.WSL_1;
import static io.vmshare.reach.Machine.Platform.WSL_2;
import static io.vmshare.reach.Wiring.Confidence.HIGH;
import static io.vmshare.reach.Wiring.Confidence.LOW;
import static io.vmshare.reach.Wiring.Confidence.MEDIUM;

import io.vmshare.reach.Machine.Platform;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells how this machine is wired, if it is a guest. The first signature that an interface matches is taken. Pure. */
final class GuestSide {

    private static final String[] VMWARE_HARDWARE = {"00:0c:29", "00:50:56", "00:05:69"};
    private static final String QEMU_HARDWARE = "52:54:00";
    private static final String VIRTUALBOX_HARDWARE = "08:00:27";
    private static final String HYPER_V_HARDWARE = "00:15:5d";
    private static final String LXD_HARDWARE = "00:16:3e";
    private static final AddressPattern SWITCH = within("172.16.0.0/12").inNetworkOf(20);

    private static final List<Signature> SIGNATURES = List.of(
            Signature.of(GuestNetwork.QEMU_USER, HIGH)
                    .gateway(address("10.0.2.2"))
                    .own(address("10.0.2.15"))
                    .hardware(QEMU_HARDWARE)
                    .machine(QEMU, KVM),
            Signature.of(GuestNetwork.VIRTUALBOX_NAT, HIGH) // adapter N has 10.0.(N+1).0/24
                    .gateway(number(2))
                    .own(within("10.0.0.0/16").numbered(15).inNetworkOf(24))
                    .hardware(VIRTUALBOX_HARDWARE)
                    .machine(VIRTUALBOX),
            Signature.of(GuestNetwork.SLIRP4NETNS, HIGH)
                    .gateway(address("10.0.2.2"))
                    .own(address("10.0.2.100"))
                    .interfaceName("tap0")
                    .machine(PODMAN, DOCKER, OTHER_CONTAINER),
            Signature.of(GuestNetwork.QEMU_USER_RESTRICTED, MEDIUM)
                    .noDefaultRoute()
                    .own(address("10.0.2.15"))
                    .hardware(QEMU_HARDWARE)
                    .machine(QEMU, KVM),
            Signature.of(GuestNetwork.QEMU_USER, MEDIUM) // a second card; the route leads over another
                    .noGateway()
                    .own(address("10.0.2.15"))
                    .hardware(QEMU_HARDWARE)
                    .machine(QEMU, KVM)
                    .both(),
            Signature.of(GuestNetwork.QEMU_USER, MEDIUM) // an address that was not asked for
                    .gateway(address("10.0.2.2"))
                    .own(within("10.0.2.0/24"))
                    .hardware(QEMU_HARDWARE)
                    .machine(QEMU, KVM)
                    .both(),
            Signature.of(GuestNetwork.QEMU_USER, MEDIUM) // net=
                    .gateway(number(2))
                    .own(number(15).inNetworkOf(24))
                    .hardware(QEMU_HARDWARE)
                    .machine(QEMU, KVM)
                    .both(),
            Signature.of(GuestNetwork.LIMA, HIGH)
                    .gateway(address("192.168.5.2"))
                    .own(within("192.168.5.0/24"))
                    .hardware("52:55:55"),
            Signature.of(GuestNetwork.LIMA, MEDIUM).namedInNetwork(), // another network of its
            Signature.of(GuestNetwork.LIBVIRT, HIGH)
                    .gateway(address("192.168.122.1"))
                    .own(within("192.168.122.0/24"))
                    .hardware(QEMU_HARDWARE)
                    .machine(QEMU, KVM),
            Signature.of(GuestNetwork.VMWARE_NAT, HIGH)
                    .gateway(number(2))
                    .own(numberFrom(128).inNetworkOf(24)) // what its DHCP server hands out
                    .hardware(VMWARE_HARDWARE)
                    .machine(VMWARE),
            Signature.of(GuestNetwork.VIRTUALBOX_HOST_ONLY, HIGH)
                    .own(within("192.168.56.0/21"))
                    .noGateway()
                    .hardware(VIRTUALBOX_HARDWARE)
                    .machine(VIRTUALBOX),
            Signature.of(GuestNetwork.MACOS_VMNET, HIGH)
                    .gateway(address("192.168.64.1"))
                    .own(within("192.168.64.0/24"))
                    .hardware(QEMU_HARDWARE)
                    .machine(APPLE, QEMU),
            Signature.of(GuestNetwork.PARALLELS, HIGH)
                    .gateway(address("10.211.55.1"))
                    .own(within("10.211.55.0/24"))
                    .hardware("00:1c:42")
                    .machine(PARALLELS),
            Signature.of(GuestNetwork.WSL_NAT, HIGH)
                    .gateway(number(1))
                    .own(SWITCH)
                    .machine(WSL_2),
            Signature.of(GuestNetwork.WSL_NAT, MEDIUM) // a range of the user's
                    .gateway(number(1))
                    .own(ANY.inNetworkOf(20))
                    .machine(WSL_2),
            Signature.of(GuestNetwork.WSL_MIRRORED, MEDIUM)
                    .withInterface("loopback0")
                    .machine(WSL_2),
            Signature.of(GuestNetwork.WSL_MIRRORED, MEDIUM).machine(WSL_1),
            Signature.of(GuestNetwork.HYPER_V, HIGH)
                    .gateway(number(1))
                    .own(SWITCH)
                    .hardware(HYPER_V_HARDWARE)
                    .machine(HYPER_V)
                    .both(),
            Signature.of(GuestNetwork.DOCKER, HIGH)
                    .gateway(address("172.17.0.1"))
                    .own(within("172.17.0.0/16"))
                    .hardware("02:42")
                    .machine(DOCKER),
            Signature.of(GuestNetwork.DOCKER, MEDIUM) // a network of the user's
                    .gateway(number(1))
                    .own(within("172.16.0.0/12").inNetworkOf(16))
                    .machine(DOCKER),
            Signature.of(GuestNetwork.PODMAN, MEDIUM)
                    .gateway(number(1))
                    .own(within("10.88.0.0/16"))
                    .machine(PODMAN),
            Signature.of(GuestNetwork.PASTA, MEDIUM)
                    .namedElsewhere()
                    .machine(PODMAN)
                    .both(),
            Signature.of(GuestNetwork.INCUS, MEDIUM)
                    .gateway(number(1))
                    .own(within("10.0.0.0/8").inNetworkOf(24))
                    .hardware(LXD_HARDWARE)
                    .machine(LXC, QEMU, KVM)
                    .both(),
            Signature.of(GuestNetwork.CLOUD, HIGH).machine(AMAZON, GOOGLE, AZURE),
            Signature.of(GuestNetwork.LIBVIRT_ISOLATED, LOW)
                    .noGateway()
                    .hardware(QEMU_HARDWARE)
                    .machine(QEMU, KVM),
            Signature.of(GuestNetwork.VMWARE_HOST_ONLY, LOW)
                    .noGateway()
                    .hardware(VMWARE_HARDWARE)
                    .machine(VMWARE),
            Signature.of(GuestNetwork.BRIDGED, LOW)
                    .hardware(
                            QEMU_HARDWARE,
                            VIRTUALBOX_HARDWARE,
                            HYPER_V_HARDWARE,
                            LXD_HARDWARE,
                            "00:1c:42",
                            "bc:24:11",
                            "00:0c:29",
                            "00:50:56"),
            Signature.of(GuestNetwork.BRIDGED, LOW).machine(QEMU, guests()));

    private GuestSide() {}

    /** Returns how the interfaces of this machine are wired; nothing if it does not look like a guest. */
    static List<Wiring> of(HostSnapshot seen) {
        List<Wiring> wirings = new ArrayList<>();
        for (HostInterface one : seen.interfaces()) {
            boolean leadsToGuests = GuestNetwork.of(one).isPresent() && !seen.isDefault(one);
            if (one.up() && !one.loopback() && !leadsToGuests && !one.isVpn() && mayLeadToAHost(seen, one)) {
                wiring(seen, one).ifPresent(wirings::add);
            }
        }
        return wirings;
    }

    /**
     * On a machine that does not say that it is a guest, only the way out may be one's: hypervisors give the hardware
     * addresses of their guests to their own bridges, too.
     */
    private static boolean mayLeadToAHost(HostSnapshot seen, HostInterface one) {
        boolean noRoute =
                seen.defaultRoute().isEmpty() && seen.ipv6DefaultRoute().isEmpty();
        return seen.machine().platform() != Platform.UNKNOWN || seen.isDefault(one) || noRoute;
    }

    private static Optional<Wiring> wiring(HostSnapshot seen, HostInterface one) {
        for (LocalAddress address : one.addresses()) {
            if (address.isIpv4()) {
                for (Signature signature : SIGNATURES) {
                    Optional<Wiring> wiring = signature.match(seen, one, address);
                    if (wiring.isPresent()) {
                        return wiring;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Platform[] guests() {
        Set<Platform> guests = EnumSet.allOf(Platform.class);
        guests.remove(Platform.UNKNOWN);
        return guests.toArray(new Platform[0]);
    }
}
