package io.vmshare.cli.forward.qemu;

/** Why a guest does not run, of the words of QMP's {@code query-status} and of {@code virsh domstate}. Pure. */
final class GuestState {

    private GuestState() {}

    /** Returns a sentence for people; empty if the guest runs. */
    static String whyNothingAnswers(String state) {
        return switch (state) {
            case "running", "idle" -> "";
            case "prelaunch" -> says("is not started yet");
            case "shutdown", "in shutdown" -> says("is shut down");
            case "shut off" -> says("is off");
            case "suspended", "pmsuspended" -> says("sleeps");
            case "inmigrate" -> says("has not arrived yet from where it is moved");
            case "io-error" -> says("is stopped by an I/O error of its disk");
            case "guest-panicked", "crashed" -> says("has crashed");
            default -> says("is " + state);
        };
    }

    private static String says(String what) {
        return "the guest " + what + ": nothing answers until it runs";
    }
}
