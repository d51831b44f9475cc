package federzug.pipeline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.notice.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found without starting anything: each lamp once red and once green. */
class HouseLampsTest {
    private static final Instant NOON = Instant.parse("2026-11-30T11:00:00Z");

    @TempDir
    Path home;

    @Test
    void aFileThatOthersCanReadIsNamed() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        Path key = Files.writeString(home.resolve("database.key"), "x");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(new FileRights(home).look()).allMatch(HouseLampsTest::isGood);

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(new FileRights(home).look()).as("in a closed folder").allMatch(HouseLampsTest::isGood);

        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(new FileRights(home).look())
                .allSatisfy(one -> assertThat(one.severity()).isEqualTo(Severity.WARNING));
        assertThat(new FileRights(home).look())
                .extracting(one -> one.place().file())
                .containsExactly(home.toString(), key.toString());
    }

    @Test
    void reportsClocksThatDiffer() {
        assertThat(isGood(DatabaseLook.compared(NOON.plusSeconds(40), NOON))).isTrue();
        Notice off = DatabaseLook.compared(NOON.minusSeconds(7 * 60), NOON);
        assertThat(isGood(off)).isFalse();
        assertThat(Texts.german().text(off)).contains("7 Minuten");
    }

    @Test
    void aWeakVersionIsNamedWithTheSoundOne() {
        WeakVersions listed = WeakVersions.listed();
        assertThat(listed.look(file -> "999.0")).allMatch(HouseLampsTest::isGood);
        assertThat(listed.look(file -> file.contains("bouncycastle/jce") ? "1.84" : null))
                .extracting(Notice::code)
                .containsExactly("pipeline.doctor.version-weak");
        List<Notice> weak = listed.look(file -> file.contains("logback") ? "1.5.34" : null);
        assertThat(weak)
                .singleElement()
                .satisfies(one ->
                        assertThat(Texts.german().text(one)).contains("logback", "1.5.34", "1.5.37", "CVE-2026-13006"));
    }

    @Test
    void aWeaknessThatNothingSoundCanReplaceYetIsMentioned() {
        WeakVersions one =
                new WeakVersions(List.of(new WeakVersions.Weak("Name", "a/B.class", "1.84", "1.85", "CVE-1")));
        assertThat(one.look(file -> "1.84")).extracting(Notice::code).containsExactly("pipeline.doctor.version-known");
        assertThat(one.look(file -> "1.83")).extracting(Notice::code).containsExactly("pipeline.doctor.version-weak");
    }

    /** Else a library that was renamed would be passed over for ever. */
    @Test
    void everyListedLibraryIsFoundHereAndSound() {
        WeakVersions listed = WeakVersions.listed();
        assertThat(listed.known())
                .allSatisfy(weak -> assertThat(WeakVersions.installed(weak.file()))
                        .as(weak.name())
                        .isNotNull());
        assertThat(listed.look(WeakVersions::installed)).allMatch(HouseLampsTest::isGood);
    }

    @Test
    void versionsAreComparedByNumbers() {
        assertThat(WeakVersions.isBelow("1.9", "1.10")).isTrue();
        assertThat(WeakVersions.isBelow("1.85", "1.85")).isFalse();
        assertThat(WeakVersions.isBelow("1.85.1", "1.85")).isFalse();
        assertThat(WeakVersions.isBelow("42.7", "42.7.12")).isTrue();
        assertThat(WeakVersions.versionIn("jar:file:/x/bcprov-jdk18on-1.85.jar!/a/B.class"))
                .isEqualTo("1.85");
        assertThat(WeakVersions.versionIn("file:/x/classes/a/B.class")).isNull();
    }

    private static boolean isGood(Notice notice) {
        return notice.severity() == Severity.NOTE;
    }
}
