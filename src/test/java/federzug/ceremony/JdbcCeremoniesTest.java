package federzug.ceremony;

import static federzug.testkit.CeremonyBuilder.AGREEMENT;
import static federzug.testkit.CeremonyBuilder.MATTER;
import static federzug.testkit.CeremonyBuilder.TEN;
import static federzug.testkit.CeremonyBuilder.aCeremony;
import static federzug.testkit.CeremonyBuilder.digest;
import static federzug.testkit.CeremonyBuilder.sealed;
import static federzug.testkit.CeremonyBuilder.session;
import static federzug.testkit.CeremonyBuilder.sign;
import static federzug.testkit.CeremonyBuilder.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.InMemoryDocumentStore;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.signing.SigningSession;
import federzug.testkit.DatabaseInMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class JdbcCeremoniesTest {
    private static final Acting STAFF = Acting.of("mueller").because("Termin am 1. Dezember");

    private final DatabaseInMemory database = new DatabaseInMemory();
    private final DocumentStore documents = new InMemoryDocumentStore();

    @Test
    void restoresEveryStateAfterARestart() {
        Ceremony ceremony = save(aCeremony().opening());
        assertKept(ceremony);
        ceremony = save(ceremony.invite("raphael"));
        assertKept(ceremony);
        for (String person : List.of("raphael", "rodig", "forkert")) {
            ceremony = save(ceremony.openTurn(person));
            assertKept(ceremony);
            ceremony = save(ceremony.begin(person, session(ceremony, person)));
            assertKept(ceremony);
            ceremony = save(ceremony.recordSigned(person, signed(ceremony, person), digest("verdict")));
            assertKept(ceremony);
        }
        ceremony = save(ceremony.seal(sealed(ceremony)));
        assertKept(ceremony);
        ceremony = save(ceremony.checked(digest("verdict")));
        assertKept(ceremony);
        ceremony = save(ceremony.close());
        assertKept(ceremony);
        assertThat(ceremony.version()).isEqualTo(14);
        assertThat(ceremony.state()).isInstanceOf(CeremonyState.Closed.class);
    }

    @Test
    void restoresACancelledCeremonyWithAndWithoutSignatures() {
        Ceremony without = save(save(aCeremony().opening()).cancel("abgesagt"));
        assertKept(without);

        Ceremony again = save(without.prepareAgain(
                true, aCeremony().basis(), aCeremony().prepared(), aCeremony().signatories()));
        Ceremony with = save(save(sign(again, "raphael")).cancel("doch nicht"));
        assertKept(with);
        assertThat(with.anybodySigned()).isTrue();
    }

    @Test
    void stampsWhatChangedWithTheTimeOfSaving() {
        Ceremony opened = ceremonies().save(aCeremony().opening(), STAFF, TEN);
        Ceremony moved = ceremonies().save(opened.openTurn("raphael"), STAFF, TEN.plusSeconds(60));

        assertThat(moved.since()).isEqualTo(TEN.plusSeconds(60));
        assertThat(moved.turn("raphael").since()).isEqualTo(TEN.plusSeconds(60));
        assertThat(moved.turn("rodig").since()).isEqualTo(TEN);
    }

    @Test
    void findsTheCeremoniesOfAMatter() {
        save(aCeremony().opening());
        ceremonies()
                .open(
                        MATTER,
                        "a-town",
                        true,
                        aCeremony().basis(),
                        aCeremony().prepared(),
                        aCeremony().signatories(),
                        STAFF,
                        TEN);

        assertThat(ceremonies().ofMatter(MATTER))
                .extracting(Ceremony::agreement)
                .containsExactly("a-town", AGREEMENT);
        assertThat(ceremonies().ofMatter("other")).isEmpty();
        assertThat(ceremonies().find(MATTER, "other")).isEmpty();
    }

    // One at a time

    @Test
    void refusesTheSecondOfTwoMovesFromTheSameState() {
        Ceremony opened = save(aCeremony().opening());
        save(opened.invite("raphael"));

        assertThatThrownBy(() -> save(opened.invite("rodig")))
                .isInstanceOf(CeremonyException.class)
                .hasMessage("ceremony.save.overtaken");
        assertThat(find().turn("rodig").state()).isEqualTo(TurnState.WAITING);
        assertThat(ceremonies().journal(MATTER, AGREEMENT)).hasSize(2);
    }

    @Test
    void nobodySignsAnOutdatedDocument() {
        Ceremony opened = save(aCeremony().opening());
        ceremonies().outdated(opened);
        Ceremony read = save(save(opened.invite("raphael")).openTurn("raphael"));
        Moved beginning = read.begin("raphael", session(read, "raphael"));

        assertThatThrownBy(() -> save(beginning)).hasMessage("ceremony.save.outdated");
        assertThat(find()).as("nothing is kept").isEqualTo(read);
        ceremonies().current(read);
        assertThat(save(beginning).turn("raphael").state()).isEqualTo(TurnState.SIGNING);

        assertThatThrownBy(() -> ceremonies().outdated(read))
                .as("whoever accepts data sees that a signature is begun")
                .hasMessage("ceremony.save.overtaken");
    }

    @Test
    void refusesToOpenTwice() {
        save(aCeremony().opening());

        assertThatThrownBy(() -> save(aCeremony().opening())).hasMessage("ceremony.save.overtaken");
    }

    @Test
    void letsExactlyOneOfManyWin() throws Exception {
        Ceremony opened = save(aCeremony().opening());
        var threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Ceremony>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> save(opened.openTurn("raphael")));
            }
            int won = 0;
            for (Future<Ceremony> call : threads.invokeAll(calls)) {
                try {
                    call.get();
                    won++;
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(CeremonyException.class);
                }
            }
            assertThat(won).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
        assertThat(ceremonies().journal(MATTER, AGREEMENT)).hasSize(2);
        assertThat(audit()).isEmpty();
    }

    // Sessions

    @Test
    void keepsTheBegunSignatureWithItsMoveAndDropsItWithTheRecord() {
        Ceremony open = save(save(aCeremony().opening()).openTurn("raphael"));
        SigningSession session = session(open, "raphael");
        Ceremony begun = save(open.begin("raphael", session));

        assertThat(ceremonies().session(MATTER, AGREEMENT))
                .hasValueSatisfying(
                        kept -> assertThat(kept).usingRecursiveComparison().isEqualTo(session));

        save(begun.recordSigned("raphael", signed(begun, "raphael"), digest("verdict")));
        assertThat(ceremonies().session(MATTER, AGREEMENT)).isEmpty();
    }

    @Test
    void dropsTheSessionWhenItIsAbandonedOrCancelled() {
        Ceremony open = save(save(aCeremony().opening()).openTurn("raphael"));
        Ceremony begun = save(open.begin("raphael", session(open, "raphael")));
        Ceremony abandoned = save(begun.abandon("raphael"));
        assertThat(ceremonies().session(MATTER, AGREEMENT)).isEmpty();

        begun = save(abandoned.begin("raphael", session(abandoned, "raphael")));
        assertThat(ceremonies().session(MATTER, AGREEMENT)).isPresent();
        save(begun.cancel("abgesagt"));
        assertThat(ceremonies().session(MATTER, AGREEMENT)).isEmpty();
    }

    @Test
    void keepsNothingOfAMoveThatFailsInTheMiddle() {
        Ceremony open = save(save(aCeremony().opening()).openTurn("raphael"));
        Ceremony begun = save(open.begin("raphael", session(open, "raphael")));
        database.client()
                .sql("alter table ceremony_journal add constraint full_disk check (entry < 4)")
                .update();

        assertThatThrownBy(() -> save(begun.recordSigned("raphael", signed(begun, "raphael"), digest("verdict"))))
                .isInstanceOf(org.springframework.dao.DataAccessException.class);

        assertThat(find()).isEqualTo(begun);
        assertThat(ceremonies().session(MATTER, AGREEMENT)).isPresent();
        assertThat(audit()).isEmpty();
    }

    // The journal

    @Test
    void writesWhoDidWhatWhenAndWhy() {
        Ceremony opened = save(aCeremony().opening());
        Instant later = TEN.plusSeconds(90);
        Ceremony one = ceremonies().save(sign(opened, "raphael"), Acting.onPage("raphael"), later);

        List<JournalEntry> journal = ceremonies().journal(MATTER, AGREEMENT);

        assertThat(journal)
                .extracting(JournalEntry::event)
                .containsExactly("CeremonyOpened", "TurnOpened", "SigningBegun", "SignatureRecorded");
        JournalEntry first = journal.get(0);
        assertThat(first.actor()).isEqualTo("mueller");
        assertThat(first.through()).isEqualTo(Acting.Through.COMMAND_LINE);
        assertThat(first.reason()).isEqualTo("Termin am 1. Dezember");
        assertThat(first.after()).isEqualTo(opened.paper().content().digest());
        JournalEntry recorded = journal.get(3);
        assertThat(recorded.entry()).isEqualTo(4);
        assertThat(recorded.at()).isEqualTo(later);
        assertThat(recorded.through()).isEqualTo(Acting.Through.PAGE);
        assertThat(recorded.person()).isEqualTo("raphael");
        assertThat(recorded.before()).isEqualTo(opened.paper().content().digest());
        assertThat(recorded.after()).isEqualTo(one.paper().content().digest());
        assertThat(recorded.verdict()).isEqualTo(digest("verdict raphael"));
        assertThat(recorded.previous()).isEqualTo(journal.get(2).hash());
    }

    @Test
    void keepsKeysOfPersonsNotNames() {
        save(sign(save(aCeremony().opening()), "raphael"));

        assertThat(database.client()
                        .sql("select * from ceremony_journal")
                        .query()
                        .listOfRows()
                        .toString())
                .contains("raphael")
                .doesNotContain("Kim");
    }

    @Test
    void findsNothingWrongWithAnUntouchedJournal() {
        save(sign(save(aCeremony().opening()), "raphael"));

        assertThat(audit()).isEmpty();
        assertThat(ceremonies().auditJournal("unknown", "unknown")).isEmpty();
    }

    @Test
    void noticesEveryChangedValueOfAnEntry() {
        save(sign(save(aCeremony().opening()), "raphael"));
        String zeros = "'" + "0".repeat(64) + "'";
        for (String change : List.of(
                "happened_at = happened_at + interval '1' second",
                "event = 'TurnDeclined'",
                "person = 'rodig'",
                "actor = 'someone'",
                "through = 'PAGE'",
                "through = null",
                "reason = 'a better reason'",
                "reason_digest = " + zeros,
                "digest_before = " + zeros,
                "digest_after = " + zeros,
                "verdict = " + zeros)) {
            List<Notice> found = auditAfter("update ceremony_journal set " + change + " where entry = 4");

            assertThat(found).as(change).extracting(Notice::code).containsExactly("ceremony.journal.changed");
            assertThat(found.get(0).arguments()).contains(4);
        }
    }

    @Test
    void noticesRemovedAndAddedEntries() {
        save(sign(save(aCeremony().opening()), "raphael"));

        assertThat(auditAfter("delete from ceremony_journal where entry = 2"))
                .extracting(Notice::code)
                .containsExactly("ceremony.journal.gap");
        assertThat(auditAfter("delete from ceremony_journal where entry = 4"))
                .extracting(Notice::code)
                .containsExactly("ceremony.journal.end");
        assertThat(auditAfter("insert into ceremony_journal select matter, agreement, 5, happened_at, event, person,"
                        + " actor, reason, reason_digest, digest_before, digest_after, verdict, hash, hash, through"
                        + " from ceremony_journal where entry = 4"))
                .extracting(Notice::code)
                .containsExactly("ceremony.journal.changed", "ceremony.journal.end");
        assertThat(auditAfter("delete from ceremony_journal where entry = 4").stream()
                        .map(Texts.german()::text)
                        .toList())
                .containsExactly(
                        "Das Protokoll der Vereinbarung „crimmitschau“ ist unvollständig: Es endet mit Eintrag 3,"
                                + " aber es müssten 4 Einträge sein. Bitte an diesem Vorgang nichts mehr tun, den Datenordner"
                                + " sichern und die Rechtsstelle verständigen.");
    }

    @Test
    void holdsEvenAfterTheWordsOfAReasonWereDeletedOnSchedule() {
        save(sign(save(aCeremony().opening()), "raphael"));

        assertThat(auditAfter("update ceremony_journal set reason = null")).isEmpty();
    }

    @Test
    void entriesWrittenBeforeTheDoorWasRecordedStayIntact() {
        Digest reason = digest("why");
        String covered = Stream.of(digest("before"), "m", "a", 1, TEN, "PersonInvited", "raphael", "mueller", reason)
                        .map(value -> value.toString().length() + ":" + value)
                        .collect(Collectors.joining("\n"))
                + "\n-\n-\n-";
        JournalEntry old = new JournalEntry(
                1,
                TEN,
                "PersonInvited",
                "raphael",
                "mueller",
                null,
                "why",
                reason,
                null,
                null,
                null,
                digest("before"),
                digest(covered));

        assertThat(old.isIntact("m", "a")).isTrue();
        assertThat(old.isIntact("m", "another")).isFalse();
    }

    /** Audits after a change that is taken back afterwards. */
    private List<Notice> auditAfter(String change) {
        return new org.springframework.transaction.support.TransactionTemplate(database.transactions())
                .execute(status -> {
                    status.setRollbackOnly();
                    assertThat(database.client().sql(change).update()).isPositive();
                    return audit();
                });
    }

    private List<Notice> audit() {
        return ceremonies().auditJournal(MATTER, AGREEMENT);
    }

    private void assertKept(Ceremony ceremony) {
        assertThat(find()).isEqualTo(ceremony);
        assertThat(audit()).isEmpty();
    }

    private Ceremony find() {
        return ceremonies().find(MATTER, AGREEMENT).orElseThrow();
    }

    private Ceremony save(Moved moved) {
        return ceremonies().save(moved, STAFF, TEN);
    }

    /** A new object over the same database, as after a restart. */
    private JdbcCeremonies ceremonies() {
        return new JdbcCeremonies(database.client(), database.transactions(), documents, List.of());
    }
}
