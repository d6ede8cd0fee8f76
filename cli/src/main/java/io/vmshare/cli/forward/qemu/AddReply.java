package io.vmshare.cli.forward.qemu;

/** What QEMU's text in answer to {@code hostfwd_add} means: the command itself "succeeds" in any case. */
enum AddReply {
    /** The port is forwarded. */
    ADDED,
    /** The port is taken, forwarded already or not allowed, or the address is not the host's. */
    NOT_SET_UP,
    /** There is no netdev of that name. */
    NO_SUCH_NETDEV,
    /** The netdev is not a user network. */
    NOT_USER_MODE,
    /** There is no user network at all. */
    NO_USER_NETWORK,
    /** Something that we do not know. */
    OTHER;

    /** Returns the meaning of {@code text}. */
    static AddReply of(String text) {
        String line = text.strip();
        if (line.isEmpty()) {
            return ADDED;
        }
        if (line.startsWith("Could not set up host forwarding rule")) {
            return NOT_SET_UP;
        }
        if (line.startsWith("unrecognized netdev id")) {
            return NO_SUCH_NETDEV;
        }
        return switch (line) {
            case "invalid device specified" -> NOT_USER_MODE;
            case "user mode network stack not in use" -> NO_USER_NETWORK;
            default -> OTHER;
        };
    }
}
