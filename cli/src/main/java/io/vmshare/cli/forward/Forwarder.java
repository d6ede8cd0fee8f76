package io.vmshare.cli.forward;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A way to forward ports into one guest. All methods but {@link #close} ask the hypervisor, wait for its answer for some
 * seconds at most, and throw {@link ForwardException} when it says no or nothing. They may be called while another
 * thread is in another one: a signal comes when it likes.
 */
public interface Forwarder extends AutoCloseable {

    /** Returns the rules for TCP that exist on the guest's network. */
    List<LiveRule> rules();

    /**
     * Forwards a port of 127.0.0.1.
     *
     * @param hostPort the port, 0 for any free one
     * @param guestAddress the guest's address, empty for the one the user network gave
     * @param guestPort the port in the guest
     * @return the rule as it is now, or empty if that host port cannot be had
     */
    Optional<LiveRule> add(int hostPort, String guestAddress, int guestPort);

    /** Removes a rule. */
    void remove(LiveRule rule);

    /** Returns why nothing in the guest can answer now, such as that it is paused; empty if it runs. */
    String whyNothingAnswers();

    /**
     * Waits until the guest is gone.
     *
     * @param patience how long to wait
     * @return how it is known that the guest is gone, empty if it is still there
     */
    Optional<String> goneWithin(Duration patience);

    @Override
    void close();
}
