package federzug.document;

class InMemoryDocumentStoreTest extends DocumentStoreContract {
    private final DocumentStore store = new InMemoryDocumentStore();

    @Override
    DocumentStore store() {
        return store;
    }
}
