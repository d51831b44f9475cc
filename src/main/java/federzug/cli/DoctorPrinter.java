package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.pipeline.doctor.HouseCheck.House;
import federzug.pipeline.doctor.Installation.InForce;
import federzug.pipeline.doctor.KeyFacts;
import federzug.pipeline.doctor.Lamp;
import java.util.List;

/** Prints what the doctor found as a table: mark, what was looked at, what was seen. */
final class DoctorPrinter {
    private static final int WIDTH = 30;

    private final Terminal terminal;

    DoctorPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(House house) {
        for (Lamp lamp : house.checkup().lamps()) {
            rows(terminal.texts().text(lamp.titleCode(), lamp.about()), lamp.findings());
        }
        house.keys().stream().filter(key -> !key.kind().equals("rueckgabe")).forEach(this::key);
        settings(house.inForce());
        missing(house.checkup().missing());
    }

    private void rows(String title, List<Notice> findings) {
        String shown = title;
        for (Notice finding : findings) {
            row(shown, finding.severity() == Severity.NOTE, terminal.texts().line(finding));
            shown = "";
        }
    }

    private void row(String title, boolean good, String text) {
        String mark = good ? terminal.paint("✓", Colour.GREEN) : terminal.paint("!", Colour.RED);
        terminal.result(mark + " " + padded(title) + text);
    }

    private static String padded(String title) {
        return title + " ".repeat(Math.max(1, WIDTH - title.length()));
    }

    private void key(KeyFacts key) {
        String title = terminal.texts().text("cli.doctor.key", key.name());
        if (!key.notices().isEmpty()) {
            rows(title, key.notices());
            return;
        }
        row(
                title,
                true,
                key.until() == null
                        ? terminal.texts().text("cli.doctor.key-locked")
                        : terminal.texts()
                                .text(
                                        "cli.doctor.key-until",
                                        key.holder(),
                                        key.until(),
                                        String.join(", ", key.chain())));
    }

    private void settings(List<InForce> inForce) {
        if (!inForce.isEmpty()) {
            heading("cli.doctor.settings");
            inForce.forEach(one -> terminal.result(
                    "· " + terminal.texts().text("cli.doctor.setting", one.key(), one.value(), one.source())));
        }
    }

    private void missing(List<Notice> missing) {
        if (!missing.isEmpty()) {
            heading("cli.doctor.missing");
            for (Notice one : missing) {
                boolean late = one.severity() != Severity.NOTE;
                terminal.result((late ? "! " : "· ") + terminal.texts().line(one));
            }
        }
    }

    private void heading(String code) {
        terminal.result("");
        terminal.result(terminal.paint(terminal.texts().text(code), Colour.BOLD));
    }
}
