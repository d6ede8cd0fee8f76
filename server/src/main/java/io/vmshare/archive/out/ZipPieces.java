package io.vmshare.archive.out;

import io.vmshare.archive.form.ZipRecords;
import io.vmshare.archive.form.ZipRecords.Content;
import io.vmshare.archive.tree.Member;
import io.vmshare.archive.tree.Members;
import io.vmshare.archive.tree.Plan;
import io.vmshare.archive.tree.Report;
import io.vmshare.path.LocatedFile;
import io.vmshare.work.Presence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive. If all members are stored, every byte of it is known from the plan, but for the sums: a part that needs
 * those of files in front of it has them from others that were sent lately, or reads those files. Not thread-safe.
 */
public final class ZipPieces extends ArchivePieces {

    /** What is noted of a member while an archive is sent: its sum and lengths. */
    public static final long BYTES_PER_MEMBER = Integer.BYTES + 2 * Long.BYTES;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long LEFT_OUT = -1;

    private final Plan plan;
    private final MemberFiles files;
    private final Sums.OfArchive sums;
    private final Presence client;
    private final Report report;
    private final Members members;
    private final long[] lengths;
    private final long[] packed;
    private int fileCount;
    private @Nullable Member owed;
    private @Nullable Member reportMember;
    private byte[] reportText = new byte[0];
    private @Nullable Members central;
    private long centralStart;
    private long centralCount;
    private int centralFile;
    private long memberStart;

    /**
     * Creates the bytes from {@code first} to before {@code end}. If files need not be steady, they are all of it.
     *
     * @param sums what is known of the plan's files
     * @param client who waits for them
     */
    public ZipPieces(Plan plan, MemberFiles files, Sums.OfArchive sums, long first, long end, Presence client) {
        super(first, end);
        this.plan = plan;
        this.files = files;
        this.sums = sums;
        this.client = client;
        this.report = plan.report().copy();
        this.members = plan.members();
        int noted = files.isSteady() ? 0 : plan.count();
        this.lengths = new long[noted];
        this.packed = new long[noted];
    }

    /** Returns the length of the archive of {@code plan}, or -1 if some of it is compressed. */
    public static long length(Plan plan, MemberFiles steady, Sums.OfArchive sums) throws IOException {
        Members members = plan.members();
        for (Member member = members.next(); member != null; member = members.next()) {
            if (Compression.isDeflated(member)) {
                return -1;
            }
        }
        try (ZipPieces counted =
                new ZipPieces(plan, steady, sums, Long.MAX_VALUE - 1, Long.MAX_VALUE, new Presence(() -> false))) {
            if (counted.next() != null) {
                throw new IllegalStateException("an archive without an end");
            }
            return counted.offset();
        }
    }

    @Override
    boolean produce() throws IOException {
        if (owed != null) {
            Member member = owed;
            owed = null;
            addDescriptor(member, fileCount - 1);
            return true;
        }
        if (central != null) {
            return addEntry(central);
        }
        Member member = members.next();
        if (member != null) {
            addMember(member);
        } else {
            addReport();
            centralStart = offset();
            central = plan.members();
        }
        return true;
    }

    private void addMember(Member member) throws IOException {
        Content small = contentWithoutFile(member);
        if (small != null) {
            add(ZipRecords.local(member, small));
            add(bytesOf(member.target()));
            return;
        }
        int index = fileCount++;
        boolean deflated = Compression.isDeflated(member);
        byte[] local = ZipRecords.local(member, contentOf(member, index));
        LocatedFile file = null;
        if (wants(local.length, member.size())) {
            file = files.open(member, report);
            if (file == null) {
                packed[index] = LEFT_OUT;
                return;
            }
        }
        owed = member;
        add(local);
        if (file == null) {
            skip(member.size());
        } else {
            FilePiece.Form form = deflated ? FilePiece.Form.DEFLATED : FilePiece.Form.SUMMED;
            add(file, member.size(), form, files.isSteady());
        }
    }

    private void addDescriptor(Member member, int index) throws IOException {
        int length = ZipRecords.descriptorLength(member);
        if (wants(0, length)) {
            sum(member, index);
            add(ZipRecords.descriptor(member, contentOf(member, index)));
        } else {
            skip(length);
        }
    }

    @Override
    void ended(FilePiece file) {
        client.served();
        int index = fileCount - 1;
        Member member = owed;
        if (member == null || file.form() == FilePiece.Form.EXACT) {
            return; // a part of it: its sum says nothing
        }
        if (files.isSteady()) {
            sums.put(index, file.crc());
            return;
        }
        sums.note(index, file.crc());
        lengths[index] = file.length();
        packed[index] = file.packedLength();
        moved(file.packedLength() - member.size());
        if (!file.trouble().isEmpty()) {
            report.add(member.name(), file.trouble());
        }
    }

    private void addReport() {
        reportText = report.render();
        if (reportText.length > 0) {
            Member member = Member.ofText(plan.reportName(), reportText.length, plan.modified());
            reportMember = member;
            byte[] local = ZipRecords.local(member, reportContent());
            if (wants(local.length, reportText.length)) {
                TarPieces.tell(report, member.name());
            }
            add(local);
            add(reportText);
        }
    }

    private Content reportContent() {
        return new Content(false, false, crcOf(reportText), reportText.length, reportText.length);
    }

    /** Adds the next entry of the directory, or the end. */
    private boolean addEntry(Members entries) throws IOException {
        Member member = entries.next();
        if (member == null) {
            if (reportMember != null) {
                add(ZipRecords.central(reportMember, reportContent(), memberStart));
                centralCount++;
            }
            add(ZipRecords.end(centralCount, offset() - centralStart, centralStart));
            return false;
        }
        Content content = contentWithoutFile(member);
        int index = content == null ? centralFile++ : -1;
        if (index >= 0 && !files.isSteady() && packed[index] == LEFT_OUT) {
            return true;
        }
        content = content == null ? contentOf(member, index) : content;
        byte[] entry = ZipRecords.central(member, content, memberStart);
        if (index >= 0 && wants(0, entry.length)) {
            sum(member, index);
            content = contentOf(member, index);
            entry = ZipRecords.central(member, content, memberStart);
        }
        memberStart += ZipRecords.local(member, content).length
                + content.packed()
                + (content.follows() ? ZipRecords.descriptorLength(member) : 0);
        centralCount++;
        add(entry);
        return true;
    }

    /** Returns what is known of a member whose bytes are not those of a file; null of any other. */
    private static @Nullable Content contentWithoutFile(Member member) {
        if (member.isFile() && member.size() > 0) {
            return null;
        }
        byte[] bytes = bytesOf(member.target());
        return new Content(false, false, crcOf(bytes), bytes.length, bytes.length);
    }

    private Content contentOf(Member member, int index) {
        boolean steady = files.isSteady();
        return new Content(
                Compression.isDeflated(member),
                true,
                sums.get(index),
                steady ? member.size() : packed[index],
                steady ? member.size() : lengths[index]);
    }

    /** Sees to it that the sum of a file is known. */
    private void sum(Member member, int index) throws IOException {
        if (!sums.isKnown(index)) {
            sums.put(index, read(member));
        }
    }

    private int read(Member member) throws IOException {
        LocatedFile file = files.open(member, report);
        if (file == null) {
            throw new IOException("a file of an archive went away");
        }
        try (FilePiece piece = new FilePiece(file, FilePiece.Form.SUMMED, true, 0, member.size())) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (piece.read(buffer.clear())) {
                if (client.hasLeft()) {
                    throw new IOException("nobody waits for this archive any more");
                }
            }
            return piece.crc();
        }
    }

    private static byte[] bytesOf(String target) {
        return target.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int crcOf(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
