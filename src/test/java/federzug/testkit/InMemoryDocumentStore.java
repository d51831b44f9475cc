package federzug.testkit;

import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.DocumentException;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A document store that forgets everything at the end of the test; behaves as the real one does. */
public final class InMemoryDocumentStore implements DocumentStore {
    private final Map<Digest, byte[]> bytes = new ConcurrentHashMap<>();
    private final Map<Stage, Document> stages = new ConcurrentHashMap<>();

    @Override
    public Content put(String name, byte[] content) {
        Digest digest = Digest.of(content);
        bytes.putIfAbsent(digest, content.clone());
        return new Content(digest, name, content.length);
    }

    @Override
    public byte[] bytes(Digest digest) {
        byte[] content = bytes.get(digest);
        if (content == null) {
            throw new DocumentException(
                    Kind.FAILURE, Notice.error("document.store.missing", Place.NOWHERE, digest.brief()), null);
        }
        return content.clone();
    }

    @Override
    public InputStream open(Digest digest) {
        return new ByteArrayInputStream(bytes(digest));
    }

    @Override
    public boolean contains(Digest digest) {
        return bytes.containsKey(digest);
    }

    @Override
    public <D extends Document> D keep(D document) {
        stages.putIfAbsent(new Stage(document.content().digest(), document.getClass()), document);
        return document;
    }

    @Override
    public <D extends Document> Optional<D> find(Digest digest, Class<D> stage) {
        return Optional.ofNullable(stage.cast(stages.get(new Stage(digest, stage))));
    }

    private record Stage(Digest digest, Class<?> type) {}
}
