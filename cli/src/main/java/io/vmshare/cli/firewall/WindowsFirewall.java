package io.vmshare.cli.firewall;

import io.vmshare.cli.value.ShellWord;
import io.vmshare.reach.AddressText;
import java.util.Optional;

/** Windows' firewall, whose rules we do not read: it drops what no rule lets in, unless it is off. */
public record WindowsFirewall() implements Firewall {

    /** Java knows most adapters by their description, which is not the name that rules take. */
    @Override
    public Ruling ruling(Approach approach) {
        boolean named = approach.interfaceName().startsWith("vEthernet (");
        String where = named
                ? "-InterfaceAlias " + ShellWord.powerShell(approach.interfaceName())
                : "-LocalAddress " + AddressText.of(approach.address());
        String fix = "New-NetFirewallRule -DisplayName share -Direction Inbound " + where + " -Protocol TCP -LocalPort "
                + approach.port() + " -Action Allow";
        return Ruling.unknown(
                new Wall("Windows Defender Firewall", Optional.of(fix)),
                "Windows Defender Firewall drops port " + approach.port() + " unless a rule lets it in");
    }
}
