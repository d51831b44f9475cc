package federzug.web.frame;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Sends documents. What a browser could run is only ever handed out as a download. */
public final class SentFile {
    private static final MediaType WORD =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    private SentFile() {}

    /** There is no such document, or not any more. */
    public static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @param inline show it in the browser, if it is a PDF */
    public static ResponseEntity<byte[]> send(String name, byte[] content, boolean inline) {
        boolean pdf = name.endsWith(".pdf");
        ContentDisposition how = (inline && pdf ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(name, java.nio.charset.StandardCharsets.UTF_8)
                .build();
        MediaType type =
                pdf ? MediaType.APPLICATION_PDF : name.endsWith(".docx") ? WORD : MediaType.APPLICATION_OCTET_STREAM;
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, how.toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .contentType(type)
                .body(content);
    }
}
