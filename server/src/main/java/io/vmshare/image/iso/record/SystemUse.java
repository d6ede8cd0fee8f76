package io.vmshare.image.iso.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the fields behind a record's name, and where they go on (SUSP 1.12, RRIP 1.12). Not thread-safe. */
public final class SystemUse {

    /** More areas than this do not belong to one record; as many as Linux follows. */
    private static final int MAX_AREAS = 32;

    private static final int MAX_BYTES = 64 * 1024;
    private static final int HEAD = 4;
    private static final int CONTINUATION_FIELD = 28;

    private static final int NAME_GOES_ON = 1;
    private static final int NAME_IS_SPECIAL = 2 | 4;
    private static final int CREATED = 1;
    private static final int MODIFIED = 2;
    private static final int LONG_FORM = 0x80;

    /** Reads the bytes of an area where fields go on. */
    public interface Continuation {

        /** Returns {@code length} bytes from byte {@code offset} of a logical block; none if the image has them not. */
        byte[] read(long block, long offset, int length) throws IOException;
    }

    private final Continuation elsewhere;
    private final ByteArrayOutputStream name = new ByteArrayOutputStream();
    private final LinkTarget target = new LinkTarget();
    private boolean named;
    private boolean nameOpen = true;
    private int mode;
    private Optional<FileTime> modified = Optional.empty();
    private OptionalLong child = OptionalLong.empty();
    private boolean relocated;
    private boolean encoded;
    private boolean damaged;
    private boolean announced;
    private byte[] next = new byte[0];
    private int budget = MAX_BYTES;

    private SystemUse(Continuation elsewhere) {
        this.elsewhere = elsewhere;
    }

    /**
     * Returns what the fields of {@code area} say.
     *
     * @param skip how many bytes before them are none
     */
    public static RockRidge read(byte[] area, int skip, Continuation elsewhere) throws IOException {
        if (skip >= area.length) {
            return RockRidge.NONE;
        }
        SystemUse fields = new SystemUse(elsewhere);
        fields.area(Arrays.copyOfRange(area, skip, area.length));
        for (int areas = 1; fields.next.length > 0; areas++) {
            byte[] following = fields.next;
            fields.next = new byte[0];
            if (areas > MAX_AREAS) {
                fields.damaged = true;
                break;
            }
            fields.area(following);
        }
        return fields.facts();
    }

    private RockRidge facts() {
        Optional<String> text = named ? Optional.of(RecordName.text(name.toByteArray())) : Optional.empty();
        return new RockRidge(
                text,
                mode,
                modified,
                target.text(),
                child,
                relocated,
                encoded,
                damaged || (named && nameOpen),
                announced);
    }

    private void area(byte[] area) throws IOException {
        int at = 0;
        while (at + HEAD <= area.length) {
            int length = Bytes.u8(area, at + 2);
            if (length < HEAD || length > area.length - at || Bytes.has(area, at, "ST")) {
                return;
            }
            field(Arrays.copyOfRange(area, at, at + length));
            at += length;
        }
    }

    private void field(byte[] field) throws IOException {
        switch ((char) Bytes.u8(field, 0) + "" + (char) Bytes.u8(field, 1)) {
            case "CE" -> continuation(field);
            case "NM" -> name(field);
            case "PX" -> mode(field);
            case "TF" -> times(field);
            case "SL" -> link(field);
            case "CL" -> child(field);
            case "RE" -> relocated = true;
            case "ZF", "Z2", "SF" -> encoded = true;
            case "RR" -> announced = true;
            case "ER" -> announced |= isRockRidge(field);
            default -> {} // of another extension, or of no use to who only reads
        }
    }

    private void continuation(byte[] field) throws IOException {
        if (field.length < CONTINUATION_FIELD) {
            damaged = true;
            return;
        }
        long length = Bytes.u32(field, 20);
        if (length > budget) {
            damaged = true;
            return;
        }
        budget -= (int) length;
        next = elsewhere.read(Bytes.u32(field, 4), Bytes.u32(field, 12), (int) length);
        damaged |= next.length != length;
    }

    private void name(byte[] field) {
        if (field.length <= HEAD || !nameOpen) {
            return;
        }
        int flags = Bytes.u8(field, HEAD);
        if ((flags & NAME_IS_SPECIAL) == 0) {
            named = true;
            name.write(field, HEAD + 1, field.length - HEAD - 1);
        }
        nameOpen = (flags & NAME_GOES_ON) != 0;
    }

    private void mode(byte[] field) {
        if (field.length >= HEAD + 8) {
            mode = (int) Bytes.u32(field, HEAD) & 0xFFFF;
            announced = true;
        }
    }

    private void times(byte[] field) {
        int flags = field.length > HEAD ? Bytes.u8(field, HEAD) : 0;
        if ((flags & MODIFIED) == 0 || modified.isPresent()) {
            return;
        }
        boolean isLong = (flags & LONG_FORM) != 0;
        int size = isLong ? RecordTime.LONG : RecordTime.SHORT;
        int at = HEAD + 1 + ((flags & CREATED) != 0 ? size : 0);
        if (at + size <= field.length) {
            modified = isLong ? RecordTime.longForm(field, at) : RecordTime.shortForm(field, at);
        }
    }

    private void link(byte[] field) {
        if (field.length > HEAD) {
            target.add(field, HEAD + 1, field.length);
        }
    }

    private void child(byte[] field) {
        if (field.length >= HEAD + 8) {
            child = OptionalLong.of(Bytes.u32(field, HEAD));
        }
    }

    /** The identifier of Rock Ridge, of which there are three (SUSP 1.12 §5.5, RRIP 1.12 §4.3). */
    private static boolean isRockRidge(byte[] field) {
        return Bytes.has(field, 8, "RRIP_1991A")
                || Bytes.has(field, 8, "IEEE_P1282")
                || Bytes.has(field, 8, "IEEE_1282");
    }
}
