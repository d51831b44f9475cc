package federzug.verification.field;

import federzug.verification.file.FormTree;
import federzug.verification.file.SignedFile;
import java.io.Closeable;
import java.io.IOException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** A revision parsed for drawing, when it is first asked for: drawing completes objects that others compare. */
public final class OwnRevision implements Closeable {
    private final SignedFile file;
    private final int end;
    private @Nullable PDDocument pdf;
    private @Nullable FormTree form;

    /** @param end of the revision, exclusive */
    public OwnRevision(SignedFile file, int end) {
        this.file = file;
        this.end = end;
    }

    public PDDocument pdf() throws IOException {
        PDDocument opened = pdf == null ? file.revision(end) : pdf;
        pdf = opened;
        return opened;
    }

    /** The interactive form; empty if there is none. */
    public COSDictionary form() throws IOException {
        return tree().form();
    }

    /** The field of this full name, in this parse. */
    public @Nullable COSDictionary field(String name) throws IOException {
        return tree().fields().get(name);
    }

    private FormTree tree() throws IOException {
        FormTree known = form == null ? FormTree.of(pdf()) : form;
        form = known;
        return known;
    }

    @Override
    public void close() throws IOException {
        if (pdf != null) {
            pdf.close();
        }
    }
}
