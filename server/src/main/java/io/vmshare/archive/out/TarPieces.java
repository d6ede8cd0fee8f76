package io.vmshare.archive.out;

import io.vmshare.archive.form.TarHeaders;
import io.vmshare.archive.tree.Member;
import io.vmshare.archive.tree.Members;
import io.vmshare.archive.tree.Plan;
import io.vmshare.archive.tree.Report;
import io.vmshare.path.LocatedFile;
import java.io.IOException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tar archive. One whose length was promised has room at its end: what is missing by the time it is sent leaves its room to
 * a text that says so, and to zeros behind the archive's end, which every reader of tar takes. Not thread-safe.
 */
public final class TarPieces extends ArchivePieces {

    /** What GNU tar calls a record, to which archives are padded. */
    private static final long RECORD_BYTES = 20L * TarHeaders.BLOCK_BYTES;

    private static final long END_BYTES = 2L * TarHeaders.BLOCK_BYTES;

    /** The headers of the report, whose name may need an extended one, and its text. */
    private static final long REPORT_BYTES = Report.MAX_BYTES + 8L * TarHeaders.BLOCK_BYTES;

    private static final byte[] ZEROS = new byte[16 * 1024];
    private static final Logger LOG = LoggerFactory.getLogger(TarPieces.class);

    private final Members members;
    private final MemberFiles files;
    private final Report report;
    private final String reportName;
    private final Instant modified;
    private final long promised;
    private String underWay = "";
    private long archiveEnd = -1;

    private TarPieces(
            Members members,
            MemberFiles files,
            Report report,
            String reportName,
            Instant modified,
            long promised,
            long first,
            long end) {
        super(first, end);
        this.members = members;
        this.files = files;
        this.report = report;
        this.reportName = reportName;
        this.modified = modified;
        this.promised = promised;
    }

    /** Returns the bytes from {@code first} to before {@code end} of the archive of {@code plan}, whose length is {@code promised}. */
    public static TarPieces planned(Plan plan, MemberFiles files, long promised, long first, long end) {
        return new TarPieces(
                plan.members(), files, plan.report().copy(), plan.reportName(), plan.modified(), promised, first, end);
    }

    /** Returns the archive of members that are found as it is sent. */
    public static TarPieces unplanned(
            Members members, MemberFiles files, Report report, String reportName, Instant modified) {
        return new TarPieces(members, files, report, reportName, modified, -1, 0, Long.MAX_VALUE);
    }

    /** Returns the length that can be promised for {@code plan}. */
    public static long length(Plan plan) throws IOException {
        long length = REPORT_BYTES + END_BYTES;
        Members members = plan.members();
        for (Member member = members.next(); member != null; member = members.next()) {
            length += TarHeaders.of(member).length + TarHeaders.rounded(member.size());
        }
        return (length + RECORD_BYTES - 1) / RECORD_BYTES * RECORD_BYTES;
    }

    @Override
    boolean produce() throws IOException {
        if (archiveEnd >= 0) {
            long left = Math.max(archiveEnd - offset(), 0);
            add(ZEROS, (int) Math.min(left, ZEROS.length));
            return left > ZEROS.length;
        }
        Member member = members.next();
        if (member == null) {
            addReport();
            long least = offset() + END_BYTES;
            archiveEnd = promised >= 0 ? promised : (least + RECORD_BYTES - 1) / RECORD_BYTES * RECORD_BYTES;
            return true;
        }
        byte[] header = TarHeaders.of(member);
        LocatedFile file = null;
        if (wants(header.length, member.size())) {
            file = files.open(member, report);
            if (file == null) {
                return true;
            }
        }
        underWay = member.name();
        add(header);
        if (file == null) {
            skip(member.size());
        } else {
            add(file, member.size(), FilePiece.Form.EXACT, files.isSteady());
        }
        pad(member.size());
        return true;
    }

    private void pad(long length) {
        add(ZEROS, (int) (TarHeaders.rounded(length) - length));
    }

    private void addReport() {
        byte[] text = report.render();
        if (text.length > 0) {
            byte[] header = TarHeaders.of(Member.ofText(reportName, text.length, modified));
            if (wants(header.length, text.length)) {
                tell(report, reportName);
            }
            add(header);
            add(text);
            pad(text.length);
        }
    }

    /** Tells the owner. */
    static void tell(Report report, String reportName) {
        LOG.warn(
                "Not all is in an archive, see {} in it; {} in all, first {}",
                reportName.substring(reportName.lastIndexOf('/') + 1),
                report.count(),
                report.first());
    }

    @Override
    void ended(FilePiece file) {
        if (!file.trouble().isEmpty()) {
            report.add(underWay, file.trouble());
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        members.close();
    }
}
