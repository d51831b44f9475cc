package federzug.verification.file;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.validation.ByteRange;
import eu.europa.esig.dss.pades.validation.PdfByteRangeDocument;
import eu.europa.esig.dss.pades.validation.PdfRevision;
import eu.europa.esig.dss.pades.validation.PdfSignatureDictionary;
import eu.europa.esig.dss.pades.validation.PdfSignatureField;
import eu.europa.esig.dss.pdf.PAdESConstants;
import eu.europa.esig.dss.pdf.PDFServiceMode;
import eu.europa.esig.dss.pdf.PDFSignatureService;
import eu.europa.esig.dss.pdf.PdfDocumentReader;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDefaultObjectFactory;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDocumentReader;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxSignatureService;
import eu.europa.esig.dss.pdf.pdfbox.visible.defaultdrawer.PdfBoxDefaultSignatureDrawerFactory;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of one file, each parsed once for the validator and for our own comparison. Stock, the validator parses
 * each of them up to four times. For one thread.
 */
public final class Revisions implements Closeable {
    /** More are parsed again when they are needed again: a file may have hundreds. */
    private static final int MOST_KEPT = 12;

    private static final COSName LOCK = COSName.getPDFName("Lock");
    private static final COSName ACTION = COSName.getPDFName("Action");
    private static final COSName REFERENCE = COSName.getPDFName("Reference");
    private static final COSName DATA = COSName.getPDFName("Data");

    private final byte[] bytes;
    private final InMemoryDocument document;
    private final Reader whole;
    private final Map<Integer, Reader> kept = new LinkedHashMap<>(16, 0.75f, true);

    private final @Nullable String password;
    /** While the validator looks for signatures. */
    private @Nullable LockedData locked;

    Revisions(byte[] bytes, @Nullable String password) throws IOException {
        this.bytes = bytes;
        this.password = password;
        this.document = new InMemoryDocument(bytes);
        this.whole = new Reader(document, password);
    }

    /** The file as the validator takes it. */
    public DSSDocument document(String name) {
        document.setName(name);
        return document;
    }

    PDDocument whole() {
        return whole.getPDDocument();
    }

    /** @param end of the revision, exclusive */
    public PDDocument at(int end) throws IOException {
        return reader(end).getPDDocument();
    }

    private Reader reader(int end) throws IOException {
        DeadlineRunner.checkDeadline();
        if (end == bytes.length) {
            return whole;
        }
        Reader known = kept.get(end);
        if (known == null) {
            if (kept.size() >= MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            known = new Reader(new InMemoryDocument(Arrays.copyOf(bytes, end)), password);
            kept.put(end, known);
        }
        return known;
    }

    /** Makes the validator read what is parsed already. */
    public PdfBoxDefaultObjectFactory objects() {
        return new PdfBoxDefaultObjectFactory() {
            @Override
            public PDFSignatureService newPAdESSignatureService() {
                return configure(new Service());
            }
        };
    }

    @Override
    public void close() throws IOException {
        whole.end();
        for (Reader reader : kept.values()) {
            reader.end();
        }
        kept.clear();
    }

    /**
     * Leaves out what a lock refers to (/Reference, /Data: the catalog). The validator would compare the whole document once
     * a signature through it, and then drop whatever it found there.
     */
    private final class LockedData {
        private final Map<COSDictionary, COSBase> taken = new IdentityHashMap<>();

        void takeOut(PDDocument pdf) {
            for (COSDictionary field : FormTree.of(pdf).fields().values()) {
                COSDictionary signature = FormTree.signature(field);
                COSArray references = signature == null ? null : signature.getCOSArray(REFERENCE);
                for (int i = 0; references != null && i < references.size(); i++) {
                    if (ObjectPairs.resolve(references.get(i)) instanceof COSDictionary reference
                            && reference.containsKey(DATA)) {
                        taken.put(reference, reference.getItem(DATA));
                        reference.removeItem(DATA);
                    }
                }
            }
        }

        void putBack() {
            taken.forEach((reference, data) -> reference.setItem(DATA, data));
        }
    }

    private final class Service extends PdfBoxSignatureService {
        Service() {
            super(PDFServiceMode.SIGNATURE, new PdfBoxDefaultSignatureDrawerFactory());
        }

        @Override
        public List<PdfRevision> getRevisions(DSSDocument asked, char @Nullable [] password) {
            LockedData data = new LockedData();
            locked = data;
            try {
                return super.getRevisions(asked, password);
            } finally {
                locked = null;
                data.putBack();
            }
        }

        @Override
        protected PdfDocumentReader loadPdfDocumentReader(DSSDocument asked, char @Nullable [] password)
                throws IOException {
            if (asked == document) {
                return whole;
            }
            int end = asked instanceof PdfByteRangeDocument part ? endOf(part.getByteRange()) : -1;
            return end > 0 ? reader(end) : super.loadPdfDocumentReader(asked, password);
        }

        /** Programs before TS 102 778-4 called a time stamp a signature; what it is says its SubFilter. */
        @Override
        protected boolean isDocTimestamp(PdfSignatureDictionary signature) {
            return PAdESConstants.TIMESTAMP_DEFAULT_SUBFILTER.equals(signature.getSubFilter());
        }

        /** The validator cuts revisions out of the one file it was given: from its first byte to their end. */
        private int endOf(ByteRange range) {
            boolean beginning = range.getFirstPartStart() == 0
                    && range.getFirstPartEnd() <= bytes.length
                    && range.getSecondPartEnd() == 0;
            return beginning ? range.getFirstPartEnd() : -1;
        }
    }

    /** Ends with the file, not with each look into it. */
    private final class Reader extends PdfBoxDocumentReader {
        Reader(DSSDocument document, @Nullable String password) throws IOException {
            super(document, password);
        }

        void end() throws IOException {
            super.close();
        }

        /** The validator ends at a lock that names no fields (ISO 32000-2, table 236: by its /P alone), so it sees none. */
        @Override
        public Map<PdfSignatureDictionary, List<PdfSignatureField>> extractSigDictionaries() throws IOException {
            if (locked != null) {
                locked.takeOut(getPDDocument());
            }
            Map<COSDictionary, COSBase> locks = new IdentityHashMap<>();
            for (COSDictionary field : FormTree.of(getPDDocument()).fields().values()) {
                COSDictionary lock = field.getCOSDictionary(LOCK);
                if (lock != null && lock.getNameAsString(ACTION) == null) {
                    locks.put(field, field.getItem(LOCK));
                    field.removeItem(LOCK);
                }
            }
            try {
                return super.extractSigDictionaries();
            } finally {
                locks.forEach((field, lock) -> field.setItem(LOCK, lock));
            }
        }

        @Override
        public void close() {
            // Others are still reading.
        }
    }
}
