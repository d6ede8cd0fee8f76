package io.vmshare.cli.forward;

import java.util.List;
import java.util.Optional;

/**
 * A forward as the hypervisor lists it.
 *
 * @param name its name where rules have one, else empty
 * @param hostAddress the address it listens on; empty for all of them
 * @param hostPort the port it listens on
 * @param guestAddress where it leads; empty for the address the user network gave
 * @param guestPort the port there
 */
public record LiveRule(String name, String hostAddress, int hostPort, String guestAddress, int guestPort) {

    /** The only address that is forwarded from: of the others, neighbours would reach the guest. */
    public static final String LOOPBACK = "127.0.0.1";

    /** Returns the rule that already does what is requested; one that listens on 127.0.0.1 alone comes first. */
    static Optional<LiveRule> doing(ForwardRequest request, List<LiveRule> rules) {
        Optional<LiveRule> open = Optional.empty();
        for (LiveRule rule : rules) {
            if (rule.does(request)) {
                if (rule.isLoopback()) {
                    return Optional.of(rule);
                }
                open = open.isPresent() ? open : Optional.of(rule);
            }
        }
        return open;
    }

    /** Returns the rule in the way of one that listens on {@code hostPort} of 127.0.0.1. */
    static Optional<LiveRule> at(int hostPort, List<LiveRule> rules) {
        return rules.stream()
                .filter(rule -> rule.hostPort == hostPort && rule.answersHere())
                .findFirst();
    }

    /** Returns whether its ports are ports: what lists it is another program's text. */
    public boolean isPossible() {
        return isPort(hostPort) && isPort(guestPort);
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= 65535;
    }

    /** Returns whether only this machine reaches it. */
    public boolean isLoopback() {
        return hostAddress.equals(LOOPBACK);
    }

    boolean isOpen() {
        return hostAddress.isEmpty();
    }

    /** Returns where it leads, for people. */
    String target() {
        return (guestAddress.isEmpty() ? "the guest" : guestAddress) + ":" + guestPort;
    }

    private boolean answersHere() {
        return isLoopback() || isOpen();
    }

    private boolean does(ForwardRequest request) {
        int wanted = request.hostPort().orElse(0);
        return answersHere()
                && guestPort == request.guestPort()
                && (wanted == 0 || wanted == hostPort)
                && (request.guestAddress().isEmpty() || request.guestAddress().equals(guestAddress));
    }
}
