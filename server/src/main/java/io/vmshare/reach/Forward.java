package io.vmshare.reach;

/**
 * A command that lets the host reach a share in a guest where no address does. Immutable.
 *
 * @param where which program takes it, such as {@code QEMU monitor}
 * @param command the command, to be copied as it is; words in capitals stand for what only the host knows
 */
public record Forward(String where, String command) {}
