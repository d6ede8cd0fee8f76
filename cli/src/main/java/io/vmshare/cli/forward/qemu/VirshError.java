package io.vmshare.cli.forward.qemu;

/** What virsh's messages mean. Pure. */
final class VirshError {

    private static final String MARK = "error: ";

    private VirshError() {}

    /** Returns our message for what virsh wrote to standard error when it failed. */
    static String message(String domain, String err) {
        StringBuilder errors = new StringBuilder();
        for (String line : err.lines().toList()) {
            if (line.startsWith(MARK) && line.length() > MARK.length()) {
                errors.append(errors.length() == 0 ? "" : ": ").append(line.substring(MARK.length()));
            }
        }
        String text = errors.toString();
        String what = "--domain: " + domain + ": ";
        if (text.startsWith("failed to get domain")) {
            return what + "no such domain; virsh list --all names them, and --connect says where to look";
        }
        if (text.contains("domain is not running")) {
            return what + "the domain is off; start it: virsh start DOMAIN";
        }
        if (text.startsWith("failed to connect to the hypervisor")) {
            return what + text + "; check --connect, such as qemu:///session or qemu:///system";
        }
        return what + "virsh fails: " + (text.isEmpty() ? err.strip() : text);
    }
}
