package io.vmshare.cli.vm.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The variables of OVMF with one boot option, which is a URL: where DHCP does not offer HTTP boot, as that of user
 * networking does not, a machine has it from its own settings. The option's device path is the short form of UEFI 2.5
 * §3.1.2; a variable's header is {@code AUTHENTICATED_VARIABLE_HEADER} of EDK II.
 */
final class OvmfVars {

    private static final byte[] STORE = HexFormat.of().parseHex("782cf3aa7b949a43a1802e144ec37792");
    private static final byte[] GLOBAL_VARIABLE = HexFormat.of().parseHex("61dfe48bca93d211aa0d00e098032b8c");
    private static final int STORE_HEADER = 28;
    private static final int HEADER = 60;
    private static final int NAME_LENGTH_AT = 36;
    private static final short STARTS = 0x55AA;
    private static final byte ADDED = 0x3F;
    private static final int STORED_FOR_BOOT_AND_AT_RUN_TIME = 7;
    private static final byte ERASED = (byte) 0xFF;

    private OvmfVars() {}

    /** Writes a copy of {@code empty} to {@code target} that boots from {@code url}. */
    static void write(Path empty, Path target, String url) throws IOException {
        byte[] image = Files.readAllBytes(empty);
        byte[] added = concat(
                variable("Boot0000", option(url.getBytes(StandardCharsets.US_ASCII))),
                variable("BootOrder", new byte[] {0, 0}));
        System.arraycopy(added, 0, image, end(image), added.length);
        Files.write(target, image);
    }

    /** Returns the position behind the last variable. */
    private static int end(byte[] image) {
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int at = position(image) + STORE_HEADER;
        while (bytes.getShort(at) == STARTS) {
            at = aligned(at + HEADER + bytes.getInt(at + NAME_LENGTH_AT) + bytes.getInt(at + NAME_LENGTH_AT + 4));
        }
        if (image[at] != ERASED) {
            throw new AssertionError("no end of the variables at " + at);
        }
        return at;
    }

    private static int position(byte[] image) {
        for (int at = 0; at + STORE.length < image.length; at++) {
            if (ByteBuffer.wrap(image, at, STORE.length).equals(ByteBuffer.wrap(STORE))) {
                return at;
            }
        }
        throw new AssertionError("not a store of variables that OVMF keeps");
    }

    private static byte[] variable(String name, byte[] data) {
        byte[] text = utf16(name);
        ByteBuffer variable =
                ByteBuffer.allocate(aligned(HEADER + text.length + data.length)).order(ByteOrder.LITTLE_ENDIAN);
        variable.putShort(STARTS).put(ADDED).put((byte) 0).putInt(STORED_FOR_BOOT_AND_AT_RUN_TIME);
        variable.position(NAME_LENGTH_AT); // no count, time or key: nobody signed it
        variable.putInt(text.length).putInt(data.length).put(GLOBAL_VARIABLE);
        variable.put(text).put(data);
        while (variable.hasRemaining()) {
            variable.put(ERASED);
        }
        return variable.array();
    }

    /** Returns an active load option whose path is a URI node and the end (UEFI 2.5 §3.1.3, §9.3.5.23). */
    private static byte[] option(byte[] url) {
        byte[] title = utf16("share");
        int path = 4 + url.length + 4;
        ByteBuffer option = ByteBuffer.allocate(6 + title.length + path).order(ByteOrder.LITTLE_ENDIAN);
        option.putInt(1).putShort((short) path).put(title);
        option.put((byte) 3).put((byte) 24).putShort((short) (4 + url.length)).put(url);
        option.put((byte) 0x7F).put((byte) 0xFF).putShort((short) 4);
        return option.array();
    }

    private static byte[] utf16(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_16LE);
    }

    private static int aligned(int position) {
        return (position + 3) & ~3;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
