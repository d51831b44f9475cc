package federzug.agreement;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A matter as YAML, always written the same way, with nothing left to look up elsewhere: the press list stands in it.
 * It is itself valid input, read by the rules for everything staff write.
 */
final class CanonicalForm {
    private CanonicalForm() {}

    static Matter addedTo(Matter matter) {
        Source source = matter.source();
        return matter.withSource(new Source(source.file(), write(matter), source.places()));
    }

    static String write(Matter matter) {
        return dump(tree(matter));
    }

    /** Maps, lists and texts as YAML that {@link YamlDocument} reads as the same. */
    static String dump(Object tree) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(100_000)
                .setSplitLines(false)
                .setSchema(new CoreSchema())
                .build();
        return new Dump(settings).dumpToString(tree);
    }

    /**
     * The matter that {@link #write} wrote. Lines belong to the file staff wrote, so there are none.
     *
     * @throws AgreementException of kind FAILURE if today's rules refuse what was once accepted
     */
    static Matter read(String text, Path file) {
        Problems problems = new Problems();
        return read(text, file, problems).orElseThrow(() -> {
            List<Notice> notices = new ArrayList<>();
            notices.add(Notice.error("agreement.matter.unreadable", Place.file(DataFile.shown(file))));
            notices.addAll(problems.notices());
            return new AgreementException(Kind.FAILURE, notices);
        });
    }

    /**
     * What is about to be stored is read back by the rules by which it will be read.
     *
     * @throws AgreementException of kind INPUT with everything that these rules refuse
     */
    static Matter readBack(String text, Path file) {
        Problems problems = new Problems();
        return read(text, file, problems).orElseThrow(() -> new AgreementException(Kind.INPUT, problems.notices()));
    }

    static boolean isReadable(String text, Path file) {
        return read(text, file, new Problems()).isPresent();
    }

    private static Optional<Matter> read(String text, Path file, Problems problems) {
        return YamlDocument.read(text, DataFile.shown(file), problems)
                .flatMap(written -> MatterReading.read(written, file, ReferencedFiles.NOTHING, problems))
                .map(found -> found.withSource(new Source(file, text, Map.of())));
    }

    private static Map<String, Object> tree(Matter matter) {
        Tree tree = new Tree();
        tree.put("kennung", matter.id());
        tree.put("aktenzeichen", matter.fileReferences().isEmpty() ? null : matter.fileReferences());
        tree.put("probe", matter.rehearsal() ? "ja" : "nein");
        tree.put("datum", matter.date());
        tree.put("beginn", matter.begin());
        tree.put("form", word(matter.form()));
        tree.put("ort", matter.town());
        tree.put("verbund", matter.group());
        tree.put("kommunen", each(matter.municipalities(), CanonicalForm::municipality));
        tree.put("personen", each(matter.persons(), CanonicalForm::person));
        tree.put("gaeste", each(matter.guests(), CanonicalForm::guest));
        if (!matter.policeDirectorate().isEmpty()) {
            Tree police = new Tree().put("direktion", matter.policeDirectorate());
            tree.put("polizei", entity(police, matter.entities().get("polizei")).entries);
        }
        if (matter.entities().containsKey("lpr")) {
            tree.put("lpr", entity(new Tree(), matter.entities().get("lpr")).entries);
        }
        tree.put("vereinbarungen", each(matter.agreements(), CanonicalForm::agreement));
        PressRelease release = matter.release();
        tree.put("medieninformation", release == null ? null : release(release));
        tree.put("empfaenger", each(matter.mailboxes(), CanonicalForm::mailbox));
        return tree.entries;
    }

    private static Map<String, Object> municipality(Municipality municipality) {
        Tree tree = new Tree()
                .put("schluessel", municipality.key())
                .put("name", municipality.name())
                .put("status", word(municipality.status()))
                .put("landkreis", municipality.district());
        Municipality.CouncilDecision decision = municipality.councilDecision();
        if (decision != null) {
            tree.put(
                    "ratsbeschluss", new Tree().put("datum", decision.date()).put("nummer", decision.number()).entries);
        }
        tree.put("beschluss_noetig", municipality.decisionNeeded() ? "ja" : null);
        tree.put("name_sorbisch", municipality.sorbianName());
        return entity(tree, municipality.entity()).entries;
    }

    private static Tree entity(Tree tree, @Nullable LegalEntity entity) {
        return entity == null ? tree : tree.put("rechtstraeger", entity.name()).put("anschrift", entity.address());
    }

    private static Map<String, Object> guest(Guest guest) {
        Tree tree = new Tree();
        if (guest.listed()) {
            tree.put("person", guest.person().key());
        } else {
            Map<String, Object> written = person(guest.person());
            written.forEach(tree::put);
        }
        return tree.put("institution", guest.institution()).entries;
    }

    private static Map<String, Object> person(Person person) {
        Deputyship deputyship = person.deputyship();
        String salutation = MatterReading.SALUTATIONS.entrySet().stream()
                .filter(entry -> entry.getValue() == person.salutation())
                .findFirst()
                .orElseThrow()
                .getKey();
        return new Tree()
                .put("schluessel", person.key())
                .put("anrede", salutation)
                .put("titel", person.title())
                .put("vorname", person.givenName())
                .put("name", person.familyName())
                .put("amt", person.office())
                .put("fuer", person.actsFor())
                .put(
                        "vertretung",
                        deputyship == null
                                ? person.representation()
                                : new Tree()
                                        .put("art", word(deputyship.kind()))
                                        .put("grundlage", deputyship.basis())
                                        .entries)
                .put("mail", person.mail())
                .put("schreibweisen", person.spellings())
                .entries;
    }

    private static Map<String, Object> agreement(Agreement agreement) {
        return new Tree()
                .put("schluessel", agreement.key())
                .put("vorlage", agreement.template())
                .put(
                        "kommunen",
                        agreement.municipalities().stream()
                                .map(Municipality::key)
                                .toList())
                .put(
                        "unterzeichnende",
                        each(
                                agreement.signatories(),
                                signatory -> new Tree()
                                        .put("person", signatory.person().key())
                                        .put("schritt", signatory.step())
                                        .put("geraet", signatory.device())
                                        .put("ersatzweg", signatory.fallback())
                                        .put("frist", signatory.deadline())
                                        .put("neues_feld", signatory.ownField() ? "erlaubt" : null)
                                        .entries))
                .put("anlagen", each(agreement.annexes(), CanonicalForm::annex))
                .put(
                        "klauseln",
                        agreement.clauses().stream().map(CanonicalForm::word).toList())
                .entries;
    }

    private static Map<String, Object> annex(Annex annex) {
        return new Tree()
                .put("datei", annex.file())
                .put("titel", annex.title())
                .put("art", word(annex.kind()))
                .put("sha256", annex.sha256())
                .entries;
    }

    private static Map<String, Object> release(PressRelease release) {
        PressRelease.Contact contact = release.contact();
        Tree tree = new Tree()
                .put("vorlage", release.template())
                .put("versand_ab", release.sendFrom())
                .put("sperrfrist", release.embargo())
                .put("spaetestens", release.latest())
                .put("nummer", release.number())
                .put("ueberschrift", release.headline())
                .put("text", release.text())
                .put("ausblick", release.outlook())
                .put("abbinder", release.about())
                .put("absender", release.sender())
                .put(
                        "ansprechperson",
                        new Tree()
                                .put("name", contact.name())
                                .put("telefon", contact.telephone())
                                .put("telefax", contact.fax())
                                .put("mail", contact.mail())
                                .entries)
                .put("zitate", each(release.quotes(), CanonicalForm::quote));
        PressRelease.Counters counters = release.counters();
        if (counters != null) {
            tree.put(
                    "zahlen",
                    new Tree()
                            .put("stand", counters.asOf())
                            .put("beraten", counters.advised())
                            .put("vereinbarungen", counters.agreements())
                            .put("praeventionsraete", counters.councils())
                            .put("mittel", counters.funds())
                            .put("zeitraum", counters.period())
                            .entries);
        }
        PressRelease.Picture picture = release.picture();
        if (picture != null) {
            tree.put(
                    "bild",
                    new Tree()
                            .put("datei", picture.file())
                            .put("alt", picture.alt())
                            .put("bildunterschrift", picture.caption())
                            .put("quelle", picture.credit())
                            .put("rechte", picture.rights())
                            .put("sha256", picture.sha256())
                            .entries);
        }
        PressRelease.Second second = release.second();
        if (second != null) {
            tree.put(
                    "zweite_fassung",
                    new Tree()
                            .put("vorlage", second.template())
                            .put("ueberschrift", second.headline())
                            .put("text", second.text())
                            .entries);
        }
        tree.put("verteiler", each(release.recipients(), CanonicalForm::recipient));
        return tree.entries;
    }

    private static Map<String, Object> recipient(PressRelease.Recipient recipient) {
        return new Tree()
                .put("adresse", recipient.address())
                .put("name", recipient.name())
                .put("medium", recipient.medium())
                .put("themen", recipient.topics())
                .put("abbestellt", recipient.unsubscribed() ? "ja" : null)
                .put("pause_bis", recipient.pausedUntil())
                .put("medienservice", recipient.throughMediaService() ? "ja" : null)
                .put("quelle", recipient.source())
                .put("quelle_datum", recipient.sourceDate())
                .entries;
    }

    private static Map<String, Object> quote(PressRelease.Quote quote) {
        Tree tree = new Tree().put("person", quote.person().key()).put("text", quote.text());
        PressRelease.QuoteApproval approval = quote.approval();
        if (approval != null) {
            tree.put("freigabe", new Tree().put("von", approval.by().key()).put("am", approval.at()).entries);
        }
        return tree.entries;
    }

    private static Map<String, Object> mailbox(Mailbox mailbox) {
        return new Tree()
                .put("adresse", mailbox.address())
                .put("verschluesselt", mailbox.encrypted() ? "ja" : "nein")
                .put("signierte_dateien", word(mailbox.signedFiles()))
                .put("groesse_mb", mailbox.maximumMegabytes() == 0 ? null : mailbox.maximumMegabytes())
                .put("dateitypen", new ArrayList<>(new TreeSet<>(mailbox.fileTypes())))
                .entries;
    }

    private static <T> List<Map<String, Object>> each(List<T> items, Function<T, Map<String, Object>> writer) {
        return items.stream().map(writer).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Leaves out what is not there. */
    private static final class Tree {
        private final Map<String, Object> entries = new LinkedHashMap<>();

        Tree put(String key, @Nullable Object value) {
            boolean nothing = value == null || value.equals("") || (value instanceof List<?> list && list.isEmpty());
            if (value != null && !nothing) {
                boolean plain = value instanceof Map || value instanceof List || value instanceof Integer;
                entries.put(key, plain ? value : value.toString());
            }
            return this;
        }
    }
}
