package federzug.testkit;

import federzug.agreement.Matter;
import federzug.document.ArchivalPdf;
import federzug.document.DocumentStore;
import federzug.document.Marks;
import federzug.drafting.Drafting;
import federzug.drafting.TemplateCatalogue;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingSettings;
import federzug.rendering.RenderingSettings.Proof;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The real template of the agreement, filled and rendered. */
public final class SigningAgreement {
    private SigningAgreement() {}

    public static ArchivalPdf render(Matter matter, DocumentStore store, Clock clock) {
        TemplateCatalogue templates = new TemplateCatalogue() {
            @Override
            public List<String> names() {
                return List.of("kooperationsvereinbarung");
            }

            @Override
            public Path template(String name) {
                return Path.of("templates", name, "vorlage.docx");
            }
        };
        Drafting drafting = new Drafting(templates, store);
        Rendering rendering = new Rendering(store, clock, new RenderingSettings(Proof.NEVER));
        return rendering.render(drafting.fill(matter, matter.agreements().get(0)), Marks.rehearsal(true));
    }
}
