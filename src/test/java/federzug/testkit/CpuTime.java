package federzug.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Measures what this process has computed, which other processes hardly change. Without what the Java runtime spends on
 * compiling: that ends some time, however many mails there are.
 */
public final class CpuTime {
    private CpuTime() {}

    public static Duration used() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .minus(compiling());
    }

    /** In ticks of ten milliseconds (proc(5), fields 14 and 15). */
    private static Duration compiling() {
        long ticks = 0;
        for (File thread : Objects.requireNonNullElse(new File("/proc/self/task").listFiles(), new File[0])) {
            ticks += ticks(thread.toPath().resolve("stat"));
        }
        return Duration.ofMillis(10 * ticks);
    }

    private static long ticks(Path thread) {
        try {
            String facts = Files.readString(thread);
            String[] fields = facts.substring(facts.lastIndexOf(')') + 2).split(" ");
            return facts.matches("(?s)\\d+ \\(C[12] Compiler.*")
                    ? Long.parseLong(fields[11]) + Long.parseLong(fields[12])
                    : 0;
        } catch (IOException e) {
            // It has ended meanwhile; those that compile stay.
            return 0;
        }
    }
}
