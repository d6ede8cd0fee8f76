package io.vmshare.reach.probe;

import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import io.vmshare.text.LogText;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/** Tells what a machine that runs Linux is, by the files in which it, or who emulates it, says so. */
final class LinuxMachine {

    /** The first processor's part of {@code /proc/cpuinfo}; the text of hundreds takes the kernel its time. */
    private static final int CPU_BYTES = 8192;

    /** The bit of Xen's features that only the domain has that runs the others. */
    private static final long XEN_DOM0 = 1L << 11;

    private LinuxMachine() {}

    /**
     * Returns what the machine is. Containers come first, since they show the files of the machine that they are on:
     * one on WSL 2 has its kernel.
     */
    static Machine read(SystemFiles files) {
        Optional<Machine> found = container(files);
        found = found.isPresent() ? found : wsl(files);
        if (found.isEmpty() && isXenHost(files)) {
            return Machine.UNKNOWN;
        }
        found = found.isPresent() ? found : azure(files);
        found = found.isPresent() ? found : dmi(files).machine();
        found = found.isPresent() ? found : hypervisor(files);
        return found.orElse(Machine.UNKNOWN);
    }

    private static Optional<Machine> container(SystemFiles files) {
        if (files.exists(".dockerenv")) {
            return machine(Platform.DOCKER, "/.dockerenv exists");
        }
        if (files.exists("run/.containerenv")) {
            return machine(Platform.PODMAN, "/run/.containerenv exists");
        }
        Optional<Machine> found = container(files.line("run/systemd/container"), "/run/systemd/container says ");
        return found.isPresent() ? found : container(environment(files), "container= of process 1 says ");
    }

    /** Returns the container that a manager of that name makes; WSL, which calls itself one, is left to the kernel. */
    private static Optional<Machine> container(String manager, String evidence) {
        if (manager.isEmpty() || manager.equals("wsl")) {
            return Optional.empty();
        }
        Platform platform = switch (manager) {
            case "lxc", "lxc-libvirt" -> Platform.LXC;
            case "systemd-nspawn" -> Platform.NSPAWN;
            case "podman" -> Platform.PODMAN;
            case "docker" -> Platform.DOCKER;
            default -> Platform.OTHER_CONTAINER;
        };
        return machine(platform, evidence + LogText.escape(manager));
    }

    private static String environment(SystemFiles files) {
        StringTokenizer variables = new StringTokenizer(files.text("proc/1/environ"), "\0");
        while (variables.hasMoreTokens()) {
            String variable = variables.nextToken();
            if (variable.startsWith("container=")) {
                return variable.substring("container=".length());
            }
        }
        return "";
    }

    private static Optional<Machine> wsl(SystemFiles files) {
        return KernelRelease.wsl(files.line("proc/sys/kernel/osrelease"));
    }

    private static Dmi dmi(SystemFiles files) {
        String directory = "sys/class/dmi/id/";
        return new Dmi(
                files.line(directory + "product_name"),
                files.line(directory + "sys_vendor"),
                files.line(directory + "board_vendor"),
                files.line(directory + "bios_vendor"),
                files.line(directory + "product_version"));
    }

    /** Its firmware is that of any Hyper-V but for this (cloud-init, {@code DataSourceAzure}). */
    private static Optional<Machine> azure(SystemFiles files) {
        String tag = files.line("sys/class/dmi/id/chassis_asset_tag");
        return tag.equals("7783-7084-3265-9085-8269-3286-77")
                ? machine(Platform.AZURE, "DMI chassis asset tag of Azure")
                : Optional.empty();
    }

    private static boolean isXenHost(SystemFiles files) {
        try {
            return (Long.parseLong(files.line("sys/hypervisor/properties/features"), 16) & XEN_DOM0) != 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Optional<Machine> hypervisor(SystemFiles files) {
        if (files.line("sys/hypervisor/type").equals("xen")) {
            return machine(Platform.XEN, "/sys/hypervisor/type says xen");
        }
        Optional<Machine> found = deviceTree(files);
        if (found.isEmpty() && CpuInfo.isVirtual(files.text("proc/cpuinfo", CPU_BYTES))) {
            return machine(Platform.OTHER_VIRTUAL_MACHINE, "hypervisor flag of the CPU");
        }
        return found;
    }

    /** What machines without DMI have that boot from a description of their devices (arm, riscv, ppc). */
    private static Optional<Machine> deviceTree(SystemFiles files) {
        String compatible = files.text("proc/device-tree/hypervisor/compatible", 200);
        String evidence = "device tree has a hypervisor compatible with ";
        if (compatible.startsWith("linux,kvm")) {
            return machine(Platform.KVM, evidence + "linux,kvm");
        } else if (compatible.startsWith("xen")) {
            return machine(Platform.XEN, evidence + "xen");
        } else if (compatible.startsWith("vmware")) {
            return machine(Platform.VMWARE, evidence + "vmware");
        }
        for (String name : files.names("proc/device-tree")) {
            if (name.contains("fw-cfg")) {
                return machine(Platform.QEMU, "device tree has " + LogText.escape(name));
            }
        }
        return Optional.empty();
    }

    private static Optional<Machine> machine(Platform platform, String evidence) {
        return Optional.of(new Machine(platform, List.of(evidence)));
    }
}
