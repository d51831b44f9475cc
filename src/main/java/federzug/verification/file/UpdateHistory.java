package federzug.verification.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Reads what was appended to a file after a given revision, update by update, from the bytes: independent of any library,
 * since programs disagree about files that are not built by the letter.
 */
public final class UpdateHistory {
    private static final int HEADER_WITHIN = 1024;
    private static final int TAIL = 1_100;

    private final byte[] file;
    private final ObjectSource source;
    private final CrossReferenceReader reader;

    /** @param pdf the same file, opened: with its password, if it is encrypted */
    public UpdateHistory(byte[] file, PDDocument pdf) {
        this.file = file;
        this.source = new ObjectSource(file, decryption(pdf));
        this.reader = new CrossReferenceReader(file, header(file));
    }

    /**
     * One update and what does not fit in it.
     *
     * @param end behind it, exclusive, blanks included
     * @param unused numbers of new objects to which nothing leads
     */
    public record Update(int start, int end, List<UpdateFault> faults, Set<Integer> unused, UpdateEffect effect) {}

    private static StreamDecryption decryption(PDDocument pdf) {
        try {
            return StreamDecryption.of(pdf);
        } catch (MalformedPdfException e) {
            // What then cannot be unpacked is reported as damaged.
            return StreamDecryption.NONE;
        }
    }

    /** Where the header stands: addresses count from it, if anything stands before it. */
    private static int header(byte[] file) {
        return Math.max(0, IndirectObject.indexOf(file, "%PDF-", 0, Math.min(file.length, HEADER_WITHIN)));
    }

    /** @param base end of the revision from which on updates are read, exclusive */
    public List<Update> after(int base) {
        List<Update> updates = new ArrayList<>();
        RevisionObjects before;
        int at = base;
        try {
            before = base(base);
        } catch (MalformedPdfException e) {
            WrittenUpdate rest = WrittenUpdate.at(file, at, reference -> IndirectObject.Lengths.UNKNOWN, reader);
            if (!rest.isEmpty()) {
                updates.add(new Update(
                        at,
                        file.length,
                        List.of(UpdateFault.doubtful(at, "update-unreadable", "")),
                        Set.of(),
                        UpdateEffect.UNKNOWN));
            }
            return updates;
        }
        while (at < file.length) {
            DeadlineRunner.checkDeadline();
            WrittenUpdate update = written(at, before);
            if (update.isEmpty()) {
                break;
            }
            UpdateAudit audit = new UpdateAudit(source, reader, before, update);
            List<UpdateFault> faults = audit.faults();
            Set<Integer> used = new HashSet<>(audit.written());
            used.removeAll(audit.unused());
            UpdateEffect effect = UpdateEffect.of(file, before, audit.after(), used);
            updates.add(new Update(at, update.end(), faults, audit.unused(), effect));
            before = audit.after();
            at = update.end();
        }
        return updates;
    }

    private WrittenUpdate written(int at, RevisionObjects before) {
        WrittenUpdate update = WrittenUpdate.at(file, at, reference -> IndirectObject.Lengths.UNKNOWN, reader);
        if (!update.hasOpenLengths()) {
            return update;
        }
        Map<Integer, CrossReferenceSection.Entry> entries =
                new UpdateAudit(source, reader, before, update).after().entries();
        return WrittenUpdate.at(file, at, reference -> source.length(reference, entries, file.length, 0), reader);
    }

    private RevisionObjects base(int end) throws MalformedPdfException {
        int address = -1;
        for (int at = IndirectObject.indexOf(file, "startxref", Math.max(0, end - TAIL), end);
                at >= 0;
                at = IndirectObject.indexOf(file, "startxref", at + 9, end)) {
            address = at + 9;
        }
        try {
            ObjectParser parser = new ObjectParser(file, Math.max(0, address), end);
            parser.skipBlank();
            return RevisionObjects.along(source, reader, parser.whole() + reader.shift(), end);
        } catch (MalformedPdfException e) {
            return RevisionObjects.scanned(source, end);
        }
    }
}
