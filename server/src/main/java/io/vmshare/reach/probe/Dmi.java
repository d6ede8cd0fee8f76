package io.vmshare.reach.probe;

import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import io.vmshare.text.LogText;
import java.util.List;
import java.util.Optional;

/**
 * How a machine's firmware calls the machine (DMTF DSP0134, "System Management BIOS"). What the firmware does not say is
 * empty. Immutable.
 *
 * @param productName the system's product name
 * @param systemVendor the system's manufacturer
 * @param boardVendor the base board's manufacturer
 * @param biosVendor the firmware's vendor
 * @param productVersion the system's version
 */
record Dmi(String productName, String systemVendor, String boardVendor, String biosVendor, String productVersion) {

    private static final String ORACLE = "Oracle Corporation";
    private static final String AMAZON = "Amazon EC2";

    /** What a field begins with that names a platform. Source: systemd, {@code src/basic/virt.c}, but the last. */
    private static final List<Row> ROWS = List.of(
            new Row("KVM", Platform.KVM),
            new Row("OpenStack", Platform.KVM),
            new Row("KubeVirt", Platform.KVM),
            new Row(AMAZON, Platform.AMAZON),
            new Row("QEMU", Platform.QEMU),
            new Row("VMware", Platform.VMWARE),
            new Row("VMW", Platform.VMWARE),
            new Row("innotek GmbH", Platform.VIRTUALBOX),
            new Row("VirtualBox", Platform.VIRTUALBOX),
            new Row(ORACLE, Platform.VIRTUALBOX),
            new Row("Xen", Platform.XEN),
            new Row("Parallels", Platform.PARALLELS),
            new Row("BHYVE", Platform.BHYVE),
            new Row("Hyper-V", Platform.HYPER_V),
            new Row("Apple Virtualization", Platform.APPLE),
            new Row("Google Compute Engine", Platform.GOOGLE),
            new Row("Nutanix", Platform.KVM)); // Source: uyuni issue 2112

    private record Row(String prefix, Platform platform) {}

    /** Returns the virtual machine that it names; empty if it names none, which proves nothing: hosters rename freely. */
    Optional<Machine> machine() {
        // Either alone is no sign: that vendor makes tablets, too.
        if (systemVendor.startsWith("Microsoft Corporation") && productName.startsWith("Virtual Machine")) {
            List<String> evidence = List.of(evidence("vendor", systemVendor), evidence("product", productName));
            return Optional.of(new Machine(Platform.HYPER_V, evidence));
        }
        Optional<Machine> named = named("product", productName); // first: KVM may be told there and QEMU next
        named = named.isPresent() ? named : named("vendor", systemVendor);
        named = named.isPresent() ? named : named("board vendor", boardVendor);
        named = named.isPresent() ? named : named("BIOS vendor", biosVendor);
        return named.isPresent() ? named : named("version", productVersion);
    }

    private Optional<Machine> named(String field, String value) {
        for (Row row : ROWS) {
            if (value.startsWith(row.prefix()) && !isPhysical(row.prefix())) {
                return Optional.of(new Machine(row.platform(), List.of(evidence(field, value))));
            }
        }
        return Optional.empty();
    }

    /** Returns whether that is a name which this machine, a physical one, shares with the maker's virtual ones. */
    private boolean isPhysical(String prefix) {
        return (prefix.equals(ORACLE) && systemVendor.startsWith(ORACLE))
                || (prefix.equals(AMAZON) && productName.contains(".metal"));
    }

    private static String evidence(String field, String value) {
        return "DMI " + field + " " + LogText.escape(value);
    }
}
