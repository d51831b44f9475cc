package federzug.web.matter;

import federzug.document.Digest;
import federzug.pipeline.board.MatterDocuments;
import federzug.web.frame.Page;
import federzug.web.frame.SentFile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The documents of a matter, by their digest: a document of another matter is not found. */
@Page
class DocumentPage {
    private final MatterDocuments documents;

    DocumentPage(MatterDocuments documents) {
        this.documents = documents;
    }

    @GetMapping("/vorgaenge/{id}/dokument/{digest:[0-9a-f]{64}}")
    ResponseEntity<byte[]> show(
            @PathVariable String id,
            @PathVariable String digest,
            @RequestParam(name = "herunterladen", required = false) @Nullable String download) {
        return documents
                .document(id, new Digest(digest))
                .map(found -> SentFile.send(found.name(), found.content(), download == null))
                .orElseThrow(SentFile.Missing::new);
    }
}
