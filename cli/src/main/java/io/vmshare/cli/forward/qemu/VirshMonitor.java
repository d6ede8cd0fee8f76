package io.vmshare.cli.forward.qemu;

import io.vmshare.cli.forward.ForwardException;
import io.vmshare.cli.host.ProgramRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** QEMU's monitor through libvirt, which holds it: by the program {@code virsh}. */
public final class VirshMonitor implements Monitor {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern ELSEWHERE = Pattern.compile("[^:/]+://(?!localhost[:/])[^/?]+.*");

    private final String uri;
    private final String domain;

    private VirshMonitor(String uri, String domain) {
        this.uri = uri;
        this.domain = domain;
    }

    /**
     * Finds a domain that runs or is paused.
     *
     * @param uri libvirt's connection; empty for its default
     * @param domain the domain's name, number or UUID
     * @throws ForwardException if there is no such domain, it is off or on another machine, or virsh cannot tell
     */
    public static VirshMonitor of(String uri, String domain) {
        VirshMonitor monitor = new VirshMonitor(uri, domain);
        String connection = monitor.run(List.of("uri")).strip();
        if (isElsewhere(connection)) {
            throw new ForwardException("--domain: " + domain + ": libvirt is on another machine (" + connection
                    + "), whose 127.0.0.1 is not this one's; run this there");
        }
        String state = monitor.state();
        if (isOff(state)) {
            throw new ForwardException(
                    "--domain: " + domain + ": the domain is off (" + state + "); start it: virsh start DOMAIN");
        }
        return monitor;
    }

    @Override
    public String say(String line) {
        return run(List.of("qemu-monitor-command", "--hmp", "--domain=" + domain, line));
    }

    @Override
    public String whyNothingAnswers() {
        return GuestState.whyNothingAnswers(state());
    }

    /** Asks once, after {@code patience}. */
    @Override
    public Optional<String> goneWithin(Duration patience) {
        if (!patience.isNegative()) {
            LockSupport.parkNanos(patience.toNanos());
        }
        try {
            String state = state();
            return isOff(state)
                    ? Optional.of("the guest is gone, and its forward with it: the domain is " + state)
                    : Optional.empty();
        } catch (ForwardException e) {
            return Optional.of("the guest is gone: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        // each command connects anew
    }

    /** Returns whether a connection's URI names a machine, which is hardly this one. */
    static boolean isElsewhere(String uri) {
        return ELSEWHERE.matcher(uri).matches();
    }

    private String state() {
        return run(List.of("domstate", "--domain=" + domain)).strip();
    }

    private static boolean isOff(String state) {
        return state.equals("shut off") || state.equals("crashed");
    }

    /** No name can become an option: each is behind the equals sign of its own, in one argument. */
    private String run(List<String> command) {
        List<String> words = new ArrayList<>(List.of("virsh"));
        if (!uri.isEmpty()) {
            words.add("--connect=" + uri);
        }
        words.addAll(command);
        ProgramRun run = ProgramRun.of(LIMIT, words)
                .orElseThrow(() -> new ForwardException("cannot run virsh: it is not installed or does not end;"
                        + " install libvirt's clients, or check --connect"));
        if (run.exit() != 0) {
            throw new ForwardException(VirshError.message(domain, run.err()));
        }
        return run.out();
    }
}
