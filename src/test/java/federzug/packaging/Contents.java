package federzug.packaging;

import federzug.cli.CommandModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Puts together the one folder that all packages are made from.
 *
 * @param sources the checkout
 * @param unpacked the application, unpacked: {@code federzug.jar} and its libraries beside it
 */
record Contents(Path sources, Path unpacked, BillOfMaterials bill, Path billFile, String version, Instant time) {
    FileTree folder() throws IOException {
        Path dist = sources.resolve("src/dist");
        FileTree tree = new FileTree()
                .file("bin/federzug", dist.resolve("bin/federzug"), 0755)
                .file("bin/federzug.cmd", dist.resolve("bin/federzug.cmd"), 0644)
                .copy("lib", unpacked)
                .file("lib/make-archive", dist.resolve("lib/make-archive"), 0755)
                .copy("templates", sources.resolve("templates"))
                .copy("keystores-example", sources.resolve("keystores-example"))
                .copy("examples", sources.resolve("examples"))
                .file("docs/vorgang.schema.json", sources.resolve("docs/vorgang.schema.json"), 0644)
                .file("docs/federzug.schema.json", sources.resolve("docs/federzug.schema.json"), 0644)
                .file("LICENSE", sources.resolve("LICENSE"), 0644)
                .file("CHANGELOG.md", sources.resolve("CHANGELOG.md"), 0644)
                .file("LIESMICH.txt", dist.resolve("LIESMICH.txt"), 0644)
                .file("federzug-sbom.json", billFile, 0644)
                .text("NOTICE", bill.notice(Files.readString(dist.resolve("notice-choices.txt"))));
        tree.copy("docs/handbuch", sources.resolve("docs/handbuch"));
        ManualPages manual = new ManualPages(sources.resolve("docs/handbuch"));
        tree.add("handbuch", manual.html());
        tree.bytes("handbuch/handbuch.pdf", manual.pdf(Clock.fixed(time, ZoneOffset.UTC)), 0644);
        CommandLine model = CommandModel.line();
        tree.add(
                "share/man/man1",
                new ManPages(model, version, time.atZone(ZoneOffset.UTC).toLocalDate()).pages());
        tree.text("share/bash-completion/completions/federzug", completion(model));
        return tree;
    }

    /** A file that is read by the shell, not run by itself. */
    static String completion(CommandLine model) {
        String script = AutoComplete.bash("federzug", model);
        return script.startsWith("#!") ? script.substring(script.indexOf('\n') + 1) : script;
    }
}
