package federzug.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** A disk of a few kilobytes that can be filled up. Only root may mount one; elsewhere the test is skipped. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    public static SmallDisk mount(Path folder, int kilobytes) {
        boolean root = "root".equals(System.getProperty("user.name"));
        assumeTrue(
                root
                        && Program.run(
                                                "mount",
                                                "-t",
                                                "tmpfs",
                                                "-o",
                                                "size=" + kilobytes + "k",
                                                "tmpfs",
                                                folder.toString())
                                        .exit()
                                == 0,
                "skipped: a small disk can be mounted by root only, and not in every container");
        return new SmallDisk(folder);
    }

    public void resize(int kilobytes) {
        Program.Ended ended = Program.run("mount", "-o", "remount,size=" + kilobytes + "k", folder.toString());
        if (ended.exit() != 0) {
            throw new AssertionError(ended.output());
        }
    }

    @Override
    public void close() {
        Program.run("umount", "-l", folder.toString());
    }
}
