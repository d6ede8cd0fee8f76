package io.vmshare.cli.forward;

import java.util.OptionalInt;

/**
 * What is to be forwarded.
 *
 * @param guestPort the port in the guest, 1 to 65535
 * @param hostPort the port of 127.0.0.1 that leads there, 0 for any free one; absent: the guest's number, else any
 * @param guestAddress the guest's address if the user network did not give it, else empty
 */
public record ForwardRequest(int guestPort, OptionalInt hostPort, String guestAddress) {}
