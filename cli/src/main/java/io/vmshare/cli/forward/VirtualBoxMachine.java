package io.vmshare.cli.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A virtual machine as {@code VBoxManage showvminfo --machinereadable} shows it.
 *
 * @param state such as {@code running}, {@code paused} or {@code poweroff}
 * @param adapters its network adapters that there are
 */
record VirtualBoxMachine(String state, List<Adapter> adapters) {

    private static final Pattern STATE = Pattern.compile("VMState=\"(.*)\"");
    private static final Pattern ADAPTER = Pattern.compile("nic(\\d+)=\"(.*)\"");
    private static final Pattern RULE =
            Pattern.compile("Forwarding\\(\\d+\\)=\"(.*),tcp,([^,]*),(\\d{1,5}),([^,]*),(\\d{1,5})\"");

    VirtualBoxMachine {
        adapters = List.copyOf(adapters);
    }

    /**
     * A network adapter.
     *
     * @param number 1 for the first
     * @param kind such as {@code nat}, {@code bridged} or {@code hostonly}
     * @param rules its forwards for TCP
     */
    record Adapter(int number, String kind, List<LiveRule> rules) {

        boolean isNat() {
            return kind.equals("nat");
        }
    }

    /** Reads the text. An adapter's rules come behind the line that says what it is connected to. */
    static VirtualBoxMachine parse(String text) {
        String state = "";
        List<Adapter> adapters = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher ofState = STATE.matcher(line);
            Matcher adapter = ADAPTER.matcher(line);
            Matcher rule = RULE.matcher(line);
            if (ofState.matches()) {
                state = ofState.group(1);
            } else if (adapter.matches() && !adapter.group(2).equals("none")) {
                adapters.add(new Adapter(Integer.parseInt(adapter.group(1)), adapter.group(2), new ArrayList<>()));
            } else if (rule.matches() && !adapters.isEmpty() && rule(rule).isPossible()) {
                adapters.get(adapters.size() - 1).rules().add(rule(rule));
            }
        }
        return new VirtualBoxMachine(state, adapters);
    }

    private static LiveRule rule(Matcher parts) {
        String hostAddress = parts.group(2).equals("0.0.0.0") ? "" : parts.group(2);
        int hostPort = Integer.parseInt(parts.group(3));
        int guestPort = Integer.parseInt(parts.group(5));
        return new LiveRule(parts.group(1), hostAddress, hostPort, parts.group(4), guestPort);
    }

    /** Returns whether it runs, be it paused: then it is changed by other commands than one that is off. */
    boolean isOn() {
        return switch (state) {
            case "running", "paused", "stuck", "starting", "stopping", "restoring", "saving" -> true;
            default -> false;
        };
    }

    /** Returns the adapter of that number, or the first one in NAT mode for 0. */
    Optional<Adapter> adapter(int number) {
        return adapters.stream()
                .filter(adapter -> number == 0 ? adapter.isNat() : adapter.number() == number)
                .findFirst();
    }
}
