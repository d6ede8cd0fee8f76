package io.vmshare.cli.firewall;

import io.vmshare.cli.firewall.rules.Verdict;
import io.vmshare.cli.value.ShellWord;
import java.util.Locale;
import java.util.Optional;

/**
 * macOS's application firewall, which lets programs in and not ports. Its other one, pf, lets all in unless somebody wrote
 * rules, which root alone may read; it is not looked at.
 *
 * @param globalState what {@code socketfilterfw --getglobalstate} prints; empty if it could not be asked
 * @param blockAll what {@code socketfilterfw --getblockall} prints
 * @param java the path of the running java, the program that it knows
 */
public record MacFirewall(String globalState, String blockAll, String java) implements Firewall {

    private static final String TOOL = "/usr/libexec/ApplicationFirewall/socketfilterfw";

    /** The name, which has no article. */
    private static final String NAME = "macOS's application firewall";

    @Override
    public Ruling ruling(Approach approach) {
        String state = globalState.toLowerCase(Locale.ROOT);
        Wall wall = new Wall(NAME, Optional.of(TOOL + " --unblockapp " + ShellWord.quote(java)));
        if (state.contains("disabled")) {
            return Ruling.open(NAME + " is off");
        }
        if (!state.contains("enabled")) {
            return Ruling.unknown(wall, NAME + " does not tell its state");
        }
        if (state.contains("state = 2") || blocksAll()) {
            return Ruling.closed(
                    Verdict.DROPPED, new Wall(NAME, Optional.of(TOOL + " --setblockall off")), approach.port());
        }
        return Ruling.unknown(wall, NAME + " is on and lets in only programs that it was told to");
    }

    /** Older systems say "Block all DISABLED!", newer ones "Firewall has block all state set to disabled." */
    private boolean blocksAll() {
        return blockAll.toLowerCase(Locale.ROOT).contains("enabled");
    }
}
