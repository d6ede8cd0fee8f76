package io.vmshare.netboot.menu;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Companion;
import io.vmshare.netboot.BootMenu;
import java.util.Locale;

/** A menu as JSON for tools, with absolute URLs. The keys stay as they are; others may be added. Pure. */
final class BootJson {

    private BootJson() {}

    /** Renders {@code menu} for a caller who knows the directory by these URLs. */
    static String render(BootMenu menu, EntryUrls urls) {
        String place = urls.place();
        JsonStringWriter json = JsonWriter.indent("  ")
                .string()
                .object()
                .value("url", place)
                .value("ipxe", place + urls.menu("ipxe"))
                .value("grub", place + urls.menu("grub"))
                .value("complete", menu.complete())
                .array("entries");
        for (BootEntry entry : menu.entries()) {
            entry(json, entry, urls);
        }
        return json.end().end().done() + "\n";
    }

    private static void entry(JsonStringWriter json, BootEntry entry, EntryUrls urls) {
        json.object()
                .value("row", entry.row())
                .value("title", entry.title())
                .value("architecture", entry.architecture().id())
                .value("start", entry.start().name().toLowerCase(Locale.ROOT))
                .value("tree", urls.absolute(entry.tree()));
        url(json, "image", entry.image(), urls);
        url(json, "file", entry.file(), urls);
        json.array("companions");
        for (Companion companion : entry.companions()) {
            json.object()
                    .value("url", urls.absolute(companion.path()))
                    .value("name", companion.name())
                    .end();
        }
        json.end().array("arguments");
        urls.arguments(entry).forEach(json::value);
        json.end();
        url(json, "answer", entry.answer(), urls);
        json.value("missing", entry.missing().isEmpty() ? null : entry.missing())
                .end();
    }

    private static void url(JsonStringWriter json, String key, String path, EntryUrls urls) {
        json.value(key, path.isEmpty() ? null : urls.absolute(path));
    }
}
