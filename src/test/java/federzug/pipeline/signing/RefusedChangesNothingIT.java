package federzug.pipeline.signing;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.delivery.Postbox;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.RunRequest;
import federzug.pipeline.Upload;
import federzug.pipeline.board.Board;
import federzug.pipeline.mailing.MailDesk;
import federzug.pipeline.mailing.MailDesk.Decision;
import federzug.pipeline.mailing.OutgoingMails.Answer;
import federzug.pipeline.run.Closing;
import federzug.pipeline.run.Jobs;
import federzug.pipeline.run.Renewal;
import federzug.pipeline.run.Repairing;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.SigningSpecimen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Walks through the states of signings with random commands by random persons: what is refused has changed nothing, and
 * no command leaves a matter that cannot be read.
 */
@Tag("database")
class RefusedChangesNothingIT {
    private static final int STEPS = Integer.getInteger("federzug.odd.steps", 120);
    private static final Acting STAFF = Acting.of("mueller");
    private static final List<String> PERSONS =
            List.of("raphael", "rodig", "forkert", "raphael", "rodig", "forkert", "vertreter", "woeller", "niemand");
    private static final List<String> DEVICES =
            List.of("demo-raphael", "demo-rodig", "demo-forkert", "rueckgabe", "nichts");

    private final Random random = new Random(Long.getLong("federzug.odd.seed", 1));
    private Path folder = Path.of("");

    @Test
    void whateverIsRefusedHasChangedNothing(@TempDir Path folder) {
        this.folder = folder;
        try (CeremonyApplication application =
                new CeremonyApplication(folder, List.of("--federzug.rendering.proof=never"))) {
            byte[] pdf = SigningSpecimen.pdf(200, 60, "raphael", "rodig", "forkert");
            List<String> matters = List.of("geraete", "rueckgaben", "gemischt", "geraete-2");
            application.open(application.acceptWithDeputy("geraete-2", ""), pdf);
            application.open(application.acceptWithDeputy("geraete", ""), pdf);
            application.open(application.acceptWithDeputy("rueckgaben", "rueckgabe"), pdf);
            application.open(application.acceptWithDeputy("gemischt", "demo-rodig", ""), pdf);

            Map<String, Integer> refused = new TreeMap<>();
            Map<String, Integer> done = new TreeMap<>();
            int changed = 0;
            for (int step = 0; step < STEPS; step++) {
                String matter = any(matters);
                String before = database(application);
                String word = "";
                try {
                    word = command(application, matter);
                    done.merge(word, 1, Integer::sum);
                    changed += database(application).equals(before) ? 0 : 1;
                } catch (NoticedException e) {
                    refused.merge(e.notices().get(0).code(), 1, Integer::sum);
                    assertThat(database(application))
                            .as("step %d, %s: %s", step, matter, e.notices())
                            .isEqualTo(before);
                }
                requireSound(application, matter);
            }
            assertThat(refused).as("many kinds of refusals, %s", done).hasSizeGreaterThan(6);
            assertThat(done)
                    .as("many kinds of commands")
                    .hasSizeGreaterThan(6)
                    .containsKeys("sign", "decline", "repair");
            assertThat(changed).as("commands that did something").isGreaterThan(10);
        }
    }

    private void requireSound(CeremonyApplication application, String matter) {
        MatterStatus status = application.the(Board.class).of(matter);
        assertThat(status.isReadable()).as("%s", status.notices()).isTrue();
        for (Ceremony ceremony : application.the(Ceremonies.class).ofMatter(matter)) {
            assertThat(application.the(Ceremonies.class).auditJournal(matter, ceremony.agreement()))
                    .isEmpty();
        }
    }

    /** @return its name; a returned copy that was not taken counts as refused by its entry */
    private String command(CeremonyApplication application, String matter) {
        Whose whose = new Whose(matter, null, any(PERSONS));
        TurnDesk turns = application.the(TurnDesk.class);
        SigningDesk signing = application.the(SigningDesk.class);
        StoredMatter stored = application.the(Matters.class).find(matter).orElseThrow();
        int kind = random.nextInt(17);
        switch (kind == 11 && random.nextInt(6) > 0 ? 4 : kind) {
            case 0 -> {
                if (random.nextInt(3) > 0) {
                    turns.takeBack(STAFF, whose, "vergessen", Progress.SILENT);
                    return "takeback";
                }
                turns.decline(STAFF, whose, "will nicht", Progress.SILENT);
                return "decline";
            }
            case 1 -> {
                LocalDateTime until = LocalDateTime.now(application.clock()).plusDays(random.nextInt(4) - 1);
                turns.defer(STAFF, whose, until, "", Progress.SILENT);
                return "defer";
            }
            case 2 -> {
                turns.takeBack(STAFF, whose, "", Progress.SILENT);
                return "takeback";
            }
            case 3 -> {
                turns.switchOver(STAFF, whose, "", Progress.SILENT);
                return "switch";
            }
            case 4, 5, 6 -> {
                // Mostly somebody whose turn it is: else hardly anybody would ever sign.
                List<String> due = dueIn(application, matter);
                String person = any(due.isEmpty() || random.nextInt(4) == 0 ? PERSONS : due);
                SigningDesk.Reading reading =
                        signing.show(matter, null, person, random.nextInt(4) > 0 ? "demo-" + person : any(DEVICES));
                if (random.nextInt(3) > 0) {
                    signing.sign(STAFF, reading, name -> new char[0], Progress.SILENT);
                    return "sign";
                }
                List<byte[]> chain = application
                        .the(federzug.signing.Devices.class)
                        .facts(reading.device())
                        .chain();
                signing.begin(STAFF, reading, chain, Progress.SILENT);
                return "begin";
            }
            case 7 -> {
                return give(application, matter);
            }
            case 8 -> {
                Replacing replacing = application.the(Replacing.class);
                String by = any(PERSONS);
                replacing.replace(STAFF, replacing.show(whose, by, any(DEVICES), null), by, "", Progress.SILENT);
                return "replace";
            }
            case 9 -> {
                if (random.nextInt(8) > 0) {
                    application.the(Rehearsing.class).confirm(STAFF, matter, whose.person(), Progress.SILENT);
                    return "confirm";
                }
                turns.cancel(STAFF, matter, null, "abgesagt", Progress.SILENT);
                return "cancel";
            }
            case 10 -> {
                breakAndRepair(application, matter);
                application.the(Renewal.class).renew(STAFF, matter, Duration.ofDays(1), Progress.SILENT);
                return "repair";
            }
            case 11 -> {
                Path beside = folder.resolve("nachfolger-" + random.nextInt(2));
                String id = any(List.of("n-" + random.nextInt(1_000), matter, "Groß", "geraete"));
                application.the(Successors.class).begin(STAFF, matter, id, beside, Progress.SILENT);
                return "successor";
            }
            case 12 -> {
                return change(application, matter);
            }
            case 13, 14 -> {
                return reconsider(application, matter);
            }
            case 15 -> {
                List<String> mails = new ArrayList<>(List.of("niemand", matter));
                application.the(Postbox.class).mails(matter).forEach(mail -> mails.add(mail.id()));
                List<Decision> decisions = random.ints(1 + random.nextInt(2), 0, mails.size())
                        .mapToObj(i -> new Decision(mails.get(i), any(List.of(Answer.values()))))
                        .toList();
                application.the(MailDesk.class).resolve(STAFF, decisions);
                return "resolve";
            }
            default -> {
                application.the(Closing.class).close(STAFF, stored, Progress.SILENT);
                return "close";
            }
        }
    }

    private static List<String> dueIn(CeremonyApplication application, String matter) {
        return application.the(Ceremonies.class).ofMatter(matter).stream()
                .flatMap(one -> one.due().stream())
                .map(Turn::person)
                .toList();
    }

    /** Mostly somebody who has declined; it is no news that others have not. */
    private String reconsider(CeremonyApplication application, String matter) {
        List<String> declined = application.the(Ceremonies.class).ofMatter(matter).stream()
                .flatMap(one -> one.turns().stream())
                .filter(turn -> turn.state() == TurnState.DECLINED)
                .map(Turn::person)
                .toList();
        TurnDesk turns = application.the(TurnDesk.class);
        List<String> due = dueIn(application, matter);
        if (declined.isEmpty() && !due.isEmpty()) {
            turns.decline(STAFF, new Whose(matter, null, any(due)), "will nicht", Progress.SILENT);
            return "decline";
        }
        String person = any(declined.isEmpty() || random.nextInt(4) == 0 ? PERSONS : declined);
        turns.reconsider(STAFF, new Whose(matter, null, person), "doch", Progress.SILENT);
        return "reconsider";
    }

    /** Whatever state a signing has come to, its journal brings it back. */
    private static void breakAndRepair(CeremonyApplication application, String matter) {
        List<Ceremony> before = application.the(Ceremonies.class).ofMatter(matter);
        application
                .the(JdbcClient.class)
                .sql("update ceremony set state = 'GONE' where matter = ?")
                .param(matter)
                .update();
        application.the(Repairing.class).repair(STAFF, matter, Progress.SILENT);
        assertThat(application.the(Ceremonies.class).ofMatter(matter))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("version")
                .isEqualTo(before);
    }

    /** Data that say something else: refused as a whole, or taken. What somebody has signed keeps its text. */
    private String change(CeremonyApplication application, String matter) {
        String data = application.the(Matters.class).dataFor(matter, matter);
        List<String[]> changes = new ArrayList<>(List.of(
                new String[] {"@pd-zwickau.example", "@polizei" + random.nextInt(99) + ".example"},
                new String[] {"2026-11-30T12:00", "2026-12-0%dT12:00".formatted(1 + random.nextInt(8))},
                new String[] {"name: Raphael", "name: Raffael"},
                new String[] {"landkreis: Zwickau", "landkreis: Nordsachsen"},
                new String[] {"geraet: demo-rodig", "geraet: rueckgabe"},
                new String[] {"datum: 2021-12-01", "datum: 2021-12-02"},
                new String[] {"kennung: ", "unsinn: "}));
        Collections.shuffle(changes, random);
        for (String[] one : changes.subList(0, 1 + random.nextInt(2))) {
            data = data.replace(one[0], one[1]);
        }
        Map<String, Digest> signed = signedPapers(application, matter);
        String before = database(application);
        RunRequest request = RunRequest.of(List.of(written(data)), folder.resolve("out"), false);
        RunReport report = application
                .the(Jobs.class)
                .prepare(STAFF, random.nextInt(3) > 0 ? request.confirmingAll() : request, Progress.SILENT);
        if (report.notices().stream().anyMatch(Notice::isError)) {
            assertThat(database(application)).as("%s", report.notices()).isEqualTo(before);
        }
        signed.forEach((agreement, paper) -> assertThat(signedPapers(application, matter))
                .as("%s", data(application, matter))
                .containsEntry(agreement, paper));
        return "data";
    }

    private static String data(CeremonyApplication application, String matter) {
        return application.the(Matters.class).dataFor(matter, matter);
    }

    private static Map<String, Digest> signedPapers(CeremonyApplication application, String matter) {
        Map<String, Digest> papers = new TreeMap<>();
        application.the(Ceremonies.class).ofMatter(matter).stream()
                .filter(Ceremony::anybodySigned)
                .forEach(
                        one -> papers.put(one.agreement(), one.paper().content().digest()));
        return papers;
    }

    private Path written(String data) {
        try {
            return Files.writeString(
                    Files.createDirectories(folder.resolve("daten")).resolve("vorgang.yaml"), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String give(CeremonyApplication application, String matter) {
        Ceremony ceremony = application.the(Ceremonies.class).ofMatter(matter).get(0);
        byte[] copy = random.nextBoolean()
                ? application
                        .the(federzug.document.DocumentStore.class)
                        .bytes(ceremony.prepared().content().digest())
                : "kein PDF".getBytes(StandardCharsets.UTF_8);
        String before = database(application);
        Taken taken = application
                .the(ReturnDesk.class)
                .take(STAFF, matter, List.of(new Upload("kopie.pdf", copy)), Progress.SILENT)
                .files()
                .get(0);
        if (!taken.accepted() && !taken.isParked()) {
            assertThat(database(application)).as("%s", taken.notices()).isEqualTo(before);
        }
        return "return";
    }

    private <T> T any(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    /**
     * Everything but what only grows by content (documents) and what belongs to runs; and what lies beside it for people.
     */
    private String database(CeremonyApplication application) {
        JdbcClient jdbc = application.the(JdbcClient.class);
        List<String> tables = jdbc
                .sql("select lower(table_name) from information_schema.tables where table_schema = current_schema")
                .query(String.class)
                .list()
                .stream()
                .filter(table ->
                        !table.matches("batch_.*|int_.*|run_lease|job_run|document|document_content|flyway_.*"))
                .sorted()
                .toList();
        List<String> all = new ArrayList<>();
        for (int beside = 0; beside < 2; beside++) {
            all.add(beside + " "
                    + Files.exists(folder.resolve("nachfolger-" + beside).resolve("vorgang.yaml")));
        }
        for (String table : tables) {
            List<String> rows = new ArrayList<>(jdbc.sql("select * from " + table).query().listOfRows().stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList());
            all.add(table + rows);
        }
        return Digest.of(String.join("\n", all).getBytes(StandardCharsets.UTF_8))
                .hex();
    }
}
