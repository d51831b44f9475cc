package federzug.document;

import federzug.notice.Place;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps documents in memory only: for samples, single files and tests, where nothing is continued later. */
public final class InMemoryDocumentStore implements DocumentStore {
    private final Map<Digest, byte[]> bytes = new ConcurrentHashMap<>();
    private final Map<Stage, Document> stages = new ConcurrentHashMap<>();

    private record Stage(Digest digest, Class<?> type) {}

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
            throw DocumentException.failed("document.store.missing", Place.NOWHERE, digest.brief());
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
}
