package federzug.drafting;

import federzug.agreement.Matter;
import federzug.document.InMemoryDocumentStore;
import federzug.testkit.AMatter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Base of tests that check the example on the evening before it is signed. */
abstract class ConsistencyFixture {
    final InMemoryDocumentStore store = new InMemoryDocumentStore();
    final DraftingSettings settings = new DraftingSettings(Path.of("templates"), 31);
    final Clock eve = Clock.fixed(Instant.parse("2021-11-30T16:00:00Z"), ZoneId.of("Europe/Berlin"));
    final Consistency consistency = new Consistency(store, eve, settings);
    final Matter matter = AMatter.crimmitschau();
}
