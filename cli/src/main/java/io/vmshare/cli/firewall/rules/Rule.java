package io.vmshare.cli.firewall.rules;

/**
 * One line of a chain.
 *
 * @param match the packets it is about
 * @param action what happens to them
 */
record Rule(Match match, Action action) {}
