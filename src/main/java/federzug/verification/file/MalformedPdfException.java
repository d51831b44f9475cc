package federzug.verification.file;

import java.io.IOException;

/** Bytes that are not what ISO 32000-1 asks for at their place. */
public final class MalformedPdfException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedPdfException(String what, int at) {
        super(what + " at byte " + at);
    }
}
