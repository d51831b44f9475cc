package federzug.testkit;

import federzug.agreement.Matter;
import federzug.document.ArchivalPdf;
import federzug.document.DocumentStore;
import federzug.document.Marks;
import federzug.drafting.Drafting;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingSettings;
import federzug.rendering.RenderingSettings.Proof;
import java.time.Clock;

/** The real template of the agreement, filled and rendered. */
public final class SigningAgreement {
    private SigningAgreement() {}

    public static ArchivalPdf render(Matter matter, DocumentStore store, Clock clock) {
        Drafting drafting = new Drafting(new RenderingTemplates(), store);
        Rendering rendering = new Rendering(store, clock, new RenderingSettings(Proof.NEVER));
        return rendering.render(drafting.fill(matter, matter.agreements().get(0)), Marks.rehearsal(true));
    }
}
