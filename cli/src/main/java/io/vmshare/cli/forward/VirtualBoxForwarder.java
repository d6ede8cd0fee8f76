package io.vmshare.cli.forward;

import io.vmshare.cli.host.FreePort;
import io.vmshare.cli.host.ProgramRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Forwards by {@code VBoxManage}: at once if the machine runs, else in its settings. */
public final class VirtualBoxForwarder implements Forwarder {

    private static final String PROGRAM = "VBoxManage";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String machine;
    private final int adapter;
    private boolean wasOn;

    private VirtualBoxForwarder(String machine, int adapter, boolean wasOn) {
        this.machine = machine;
        this.adapter = adapter;
        this.wasOn = wasOn;
    }

    /**
     * Finds the machine and its adapter.
     *
     * @param machine its name or UUID
     * @param adapter the adapter's number; 0 for the first one in NAT mode
     * @param notes takes what the owner should know, a line each
     * @throws ForwardException if there is no such machine, or it has no such adapter
     */
    public static VirtualBoxForwarder of(String machine, int adapter, Consumer<String> notes) {
        VirtualBoxMachine found = look(machine);
        VirtualBoxMachine.Adapter chosen = found.adapter(adapter).orElseThrow(() -> none(machine, adapter));
        if (!chosen.isNat()) {
            throw new ForwardException("--netdev: " + adapter + ": this adapter is " + chosen.kind()
                    + " and forwards nothing; use the guest's own address");
        }
        if (!found.isOn()) {
            notes.accept("the machine is off (" + found.state() + "): the forward is in its settings for the next start"
                    + " until this program ends");
        }
        return new VirtualBoxForwarder(machine, chosen.number(), found.isOn());
    }

    private static ForwardException none(String machine, int adapter) {
        return adapter == 0
                ? new ForwardException("--vm: " + machine + ": no adapter in NAT mode; nothing needs to be forwarded:"
                        + " use the guest's own address")
                : new ForwardException("--netdev: " + adapter + ": the machine has no such adapter; leave it out");
    }

    @Override
    public List<LiveRule> rules() {
        return look(machine)
                .adapter(adapter)
                .map(VirtualBoxMachine.Adapter::rules)
                .orElse(List.of());
    }

    /** VirtualBox takes rules whose port is taken and tells nobody, so the port is tried before. */
    @Override
    public Optional<LiveRule> add(int hostPort, String guestAddress, int guestPort) {
        int port = hostPort == 0 ? FreePort.any() : hostPort;
        if (!FreePort.isFree(port)) {
            return Optional.empty();
        }
        LiveRule rule = new LiveRule("share-" + port, LiveRule.LOOPBACK, port, guestAddress, guestPort);
        change(rule.name() + ",tcp," + LiveRule.LOOPBACK + "," + port + "," + guestAddress + "," + guestPort);
        return Optional.of(rule);
    }

    @Override
    public void remove(LiveRule rule) {
        change("delete", rule.name());
    }

    @Override
    public String whyNothingAnswers() {
        String state = look(machine).state();
        return state.equals("running") ? "" : "the machine is " + state + ": nothing answers until it runs";
    }

    /** Asks once, after {@code patience}. */
    @Override
    public Optional<String> goneWithin(Duration patience) {
        if (!patience.isNegative()) {
            LockSupport.parkNanos(patience.toNanos());
        }
        boolean isOn;
        try {
            isOn = look(machine).isOn();
        } catch (ForwardException e) {
            return Optional.of("the machine is gone: " + e.getMessage());
        }
        boolean ended = wasOn && !isOn;
        wasOn = isOn;
        return ended ? Optional.of("the machine is off") : Optional.empty();
    }

    @Override
    public void close() {
        // each command stands alone
    }

    private void change(String... rule) {
        List<String> words = new ArrayList<>();
        if (look(machine).isOn()) {
            words.addAll(List.of("controlvm", machine, "natpf" + adapter));
        } else {
            words.addAll(List.of("modifyvm", machine, "--natpf" + adapter));
        }
        words.addAll(List.of(rule));
        run(machine, words);
    }

    private static VirtualBoxMachine look(String machine) {
        return VirtualBoxMachine.parse(run(machine, List.of("showvminfo", machine, "--machinereadable")));
    }

    private static String run(String machine, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(PROGRAM));
        words.addAll(arguments);
        ProgramRun run = ProgramRun.of(LIMIT, words)
                .orElseThrow(() -> new ForwardException("cannot run " + PROGRAM + ": it is not installed, not on PATH"
                        + " or does not end; install VirtualBox"));
        if (run.exit() != 0) {
            throw new ForwardException(message(machine, run.err()));
        }
        return run.out();
    }

    /** Returns our message for what VBoxManage wrote to standard error when it failed. */
    static String message(String machine, String err) {
        String what = "--vm: " + machine + ": ";
        for (String line : err.lines().toList()) {
            int mark = line.indexOf("error: ");
            if (mark >= 0) {
                String text = line.substring(mark + "error: ".length());
                return text.startsWith("Could not find a registered machine")
                        ? what + "no such machine; " + PROGRAM + " list vms names them"
                        : what + PROGRAM + " fails: " + text;
            }
        }
        return what + PROGRAM + " fails: " + err.strip();
    }
}
