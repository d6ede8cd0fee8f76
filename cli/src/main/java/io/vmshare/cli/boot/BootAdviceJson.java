package io.vmshare.cli.boot;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.vmshare.cli.show.JsonText;
import io.vmshare.netboot.BootEntry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Renders for programs what a share can start: one JSON object on one line. Pure.
 *
 * <pre>
 * {"share":"java -jar share.jar /srv/iso",  the command that makes the share
 *  "port":8000,                      that of the share in all URLs
 *  "complete":true,                  whether all of the tree was searched
 *  "entries":[                       the likeliest first; empty if nothing was recognised
 *   {"row":"debian-netboot",         what recognised it
 *    "title":"Debian installer",     for people
 *    "architecture":"x86_64",        x86_64, i386, aarch64 or unknown
 *    "start":"kernel",               kernel, script, program, wimboot, disc, disk, repository or seed
 *    "tree":"debian/",               these two are paths below the shared one; may be empty
 *    "file":"debian/linux",
 *    "answer":null,                  the answer file or seed that it uses, or null
 *    "missing":null,                 what has to be there before it starts, for people, or null
 *    "ways":[                        the likeliest first; empty if only the menu starts it
 *     {"id":"qemu-kernel",           stable
 *      "title":"QEMU, ...",          for people
 *      "lines":["qemu-system-..."],  commands for a shell, or lines to be put where the note says
 *      "note":""}]}],                for people
 *  "network":[]}                     as "ways": how machines get the menu of all from the network
 * </pre>
 */
public final class BootAdviceJson {

    private BootAdviceJson() {}

    /** Returns the object, with its line end. */
    public static String render(BootAdvice advice, BootPlace place) {
        JsonStringWriter json = JsonWriter.string().object();
        json.value("share", place.shareCommand()).value("port", place.port());
        json.value("complete", advice.menu().complete()).array("entries");
        for (int i = 0; i < advice.entries().size(); i++) {
            BootEntry entry = advice.menu().entries().get(i);
            json.object().value("row", entry.row()).value("title", entry.title());
            json.value("architecture", entry.architecture().id());
            json.value("start", entry.start().name().toLowerCase(Locale.ROOT));
            json.value("tree", entry.tree()).value("file", entry.file());
            json.value("answer", orNull(entry.answer())).value("missing", orNull(entry.missing()));
            ways(json, "ways", advice.entries().get(i));
            json.end();
        }
        json.end();
        ways(json, "network", advice.network());
        return JsonText.finish(json);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void ways(JsonStringWriter json, String key, List<BootWay> ways) {
        json.array(key);
        for (BootWay way : ways) {
            json.object().value("id", way.id()).value("title", way.title()).array("lines");
            way.lines().forEach(json::value);
            json.end().value("note", way.note()).end();
        }
        json.end();
    }
}
