package io.vmshare.reach;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands that lead the host to a guest's port. All listen on the host's 127.0.0.1: where the host's address is left
 * out, hypervisors listen on every one. Pure.
 */
final class Forwards {

    private static final int FIRST_UNPRIVILEGED = 1024;

    private Forwards() {}

    /** Returns the host's port that leads to the guest's: the same, but none that only root may listen on. */
    static int hostPort(int port) {
        return port < FIRST_UNPRIVILEGED ? 8000 + port : port;
    }

    /** Returns the commands for a guest wired so, with the same port on the host; none where the host needs none. */
    static List<Forward> of(Wiring wiring, int port) {
        return switch (wiring.network()) {
            case QEMU_USER, QEMU_USER_RESTRICTED -> qemu(wiring, port);
            case VIRTUALBOX_NAT -> virtualBox(wiring, port);
            case SLIRP4NETNS, PASTA -> List.of(new Forward("podman or docker run", publish(port)));
            case DOCKER -> List.of(new Forward("docker run, on Docker Desktop", publish(port)));
            case CLOUD -> List.of(new Forward("ssh", ssh(wiring, port)));
            default -> List.of();
        };
    }

    private static List<Forward> qemu(Wiring wiring, int port) {
        byte[] address = wiring.address().getAddress();
        boolean usual = address[address.length - 1] == 15; // what slirp forwards to unless told otherwise
        String guest = usual ? "" : AddressText.of(wiring.address());
        String rule = "tcp:127.0.0.1:" + hostPort(port) + "-" + guest + ":" + port;
        String option = usual ? "" : " --guest-address " + guest;
        List<Forward> forwards = new ArrayList<>();
        forwards.add(new Forward(
                "share.jar on the host",
                "java -jar share.jar forward --qmp SOCKET --guest-port " + port + option + " --wait"));
        forwards.add(new Forward("QEMU, when it is started", "-nic user,hostfwd=" + rule));
        forwards.add(new Forward("QEMU monitor", "hostfwd_add " + rule));
        forwards.add(new Forward(
                "QMP",
                "{\"execute\": \"human-monitor-command\", \"arguments\": {\"command-line\": \"hostfwd_add " + rule
                        + "\"}}"));
        forwards.add(
                new Forward("libvirt", "virsh qemu-monitor-command --hmp DOMAIN 'hostfwd_add hostnet0 " + rule + "'"));
        return forwards;
    }

    private static List<Forward> virtualBox(Wiring wiring, int port) {
        String rule = "\"share,tcp,127.0.0.1," + hostPort(port) + ",," + port + "\"";
        return List.of(
                new Forward(
                        "share.jar on the host",
                        "java -jar share.jar forward --vm NAME --guest-port " + port + " --wait"),
                new Forward("VirtualBox, running", "VBoxManage controlvm NAME natpf1 " + rule),
                new Forward("VirtualBox, off", "VBoxManage modifyvm NAME --natpf1 " + rule),
                new Forward("Vagrant", "vagrant ssh -- -L " + tunnel(wiring, port)));
    }

    private static String publish(int port) {
        return "-p 127.0.0.1:" + hostPort(port) + ":" + port;
    }

    private static String ssh(Wiring wiring, int port) {
        return "ssh -L " + tunnel(wiring, port) + " USER@" + AddressText.of(wiring.address());
    }

    /** Not to the guest's loopback, which the share may not be bound to. */
    private static String tunnel(Wiring wiring, int port) {
        return hostPort(port) + ":" + AddressText.of(wiring.address()) + ":" + port;
    }
}
