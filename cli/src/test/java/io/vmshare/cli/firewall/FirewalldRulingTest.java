package io.vmshare.cli.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.firewall.rules.Verdict;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What firewalld's own rules lead to, in its zones and after its own commands. */
@Timeout(60)
class FirewalldRulingTest {

    @ParameterizedTest(name = "{0}, {1}, port {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        firewalld.json          | virbr0   | 8000 | REFUSED    | firewalld's zone libvirt
        firewalld.json          | virbr0/6 | 8000 | REFUSED    | firewalld's zone libvirt
        firewalld.json          | virbr0   | 22   | OPEN       | ''
        firewalld.json          | virbr0   | 53   | OPEN       | ''
        firewalld.json          | virbr0   | 67   | REFUSED    | firewalld's zone libvirt
        firewalld.json          | virbr1   | 8000 | PROHIBITED | firewalld's policy libvirt-to-host
        firewalld.json          | virbr1   | 22   | OPEN       | ''
        firewalld.json          | virbr10  | 8000 | PROHIBITED | firewalld's zone public
        firewalld.json          | eth0     | 8000 | PROHIBITED | firewalld's zone public
        firewalld.json          | eth0     | 22   | OPEN       | ''
        firewalld.json          | lo       | 8000 | OPEN       | ''
        firewalld-opened.json   | virbr0   | 8000 | OPEN       | ''
        firewalld-opened.json   | virbr0/6 | 8000 | OPEN       | ''
        firewalld-opened.json   | virbr0   | 8001 | REFUSED    | firewalld's zone libvirt
        firewalld-opened.json   | virbr1   | 8000 | OPEN       | ''
        firewalld-opened.json   | virbr1   | 8001 | PROHIBITED | firewalld's policy libvirt-to-host
        firewalld-opened.json   | eth0     | 8000 | OPEN       | ''
        firewalld-denied.json   | virbr0   | 8000 | DROPPED    | firewalld's zone libvirt
        firewalld-denied.json   | virbr0   | 8001 | REFUSED    | firewalld's zone libvirt
        firewalld-denied.json   | virbr1   | 8000 | OPEN       | ''
        firewalld-denied.json   | eth0     | 8000 | DROPPED    | firewalld's zone drop
        firewalld-undenied.json | virbr0   | 8000 | OPEN       | ''
        firewalld-undenied.json | eth0     | 8000 | OPEN       | ''
        firewalld-undenied.json | eth0     | 8001 | DROPPED    | firewalld's zone drop
        firewalld-block.json    | eth0     | 8000 | PROHIBITED | firewalld's zone block
        firewalld-iptables.txt  | virbr0   | 8000 | REFUSED    | firewalld's zone libvirt
        firewalld-iptables.txt  | virbr0   | 22   | OPEN       | ''
        firewalld-iptables.txt  | virbr1   | 8000 | REFUSED    | firewalld's policy libvirt-to-host
        firewalld-iptables.txt  | eth0     | 8000 | REFUSED    | firewalld's zone public
        firewalld-iptables.txt  | eth0     | 22   | OPEN       | ''
        firewalld-ip6tables.txt | virbr0/6 | 8000 | REFUSED    | firewalld's zone libvirt
        firewalld-ip6tables.txt | virbr0/6 | 53   | OPEN       | ''
        firewalld-ip6tables.txt | virbr0   | 8000 | OPEN       | ''
        """)
    void ruling_zonesOfFirewalld_isThatOfTheZone(String file, String where, int port, Verdict verdict, String wall) {
        Ruling ruling = Samples.firewall(file).ruling(Samples.approach(where, port));

        assertThat(ruling.verdict()).isEqualTo(verdict);
        assertThat(ruling.wall()).isEqualTo(wall);
        assertThat(ruling.fix().isPresent()).isEqualTo(verdict != Verdict.OPEN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        firewalld.json         | virbr0 | firewalld's zone libvirt rejects port 8000:  firewall-cmd --zone=libvirt --add-port=8000/tcp
        firewalld.json         | virbr1 | firewalld's policy libvirt-to-host rejects port 8000:  firewall-cmd --policy=libvirt-to-host --add-port=8000/tcp
        firewalld-denied.json  | virbr0 | firewalld's zone libvirt drops port 8000:  firewall-cmd --zone=libvirt '--add-rich-rule=rule priority=-32768 port port=8000 protocol=tcp accept'
        firewalld-denied.json  | eth0   | firewalld's zone drop drops port 8000:  firewall-cmd --zone=drop --add-port=8000/tcp
        firewalld-iptables.txt | virbr1 | firewalld's policy libvirt-to-host rejects port 8000:  firewall-cmd --policy=libvirt-to-host --add-port=8000/tcp
        firewalld-opened.json  | virbr0 | no rule stops port 8000
        """)
    void line_port8000_namesWallAndCommand(String file, String where, String line) {
        assertThat(Samples.firewall(file).ruling(Samples.approach(where, 8000)).line())
                .isEqualTo(line);
    }
}
