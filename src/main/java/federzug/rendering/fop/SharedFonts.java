package federzug.rendering.fop;

import federzug.rendering.font.HouseFonts;
import federzug.rendering.font.Typeface;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fop.apps.FOPException;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.io.InternalResourceResolver;
import org.apache.fop.fonts.FontCollection;
import org.apache.fop.fonts.FontInfo;
import org.apache.fop.render.intermediate.IFContext;
import org.apache.fop.render.intermediate.IFDocumentHandlerConfigurator;
import org.apache.fop.render.pdf.PDFDocumentHandler;
import org.apache.fop.render.pdf.PDFRendererConfig.PDFRendererConfigParser;
import org.apache.fop.render.pdf.PDFRendererConfigurator;

/** Replaces FOP's font lookup by our font files, each parsed once. */
final class SharedFonts {
    /** Delivered fonts never change: their tables serve every typesetter. */
    private static final Map<Typeface, Map<String, FontTables>> DELIVERED = new ConcurrentHashMap<>();

    private final Map<Typeface, Map<String, FontTables>> own = new ConcurrentHashMap<>();
    private final HouseFonts house;

    SharedFonts(HouseFonts house) {
        this.house = house;
    }

    /** Makes the agent set a PDF with these fonts; call it last, when the renderer's options are known. */
    void use(FOUserAgent agent) throws FOPException {
        Handler handler = new Handler(new IFContext(agent));
        agent.setStructureTreeEventHandler(handler.getStructureTreeEventHandler());
        // FOP configures only the handlers that it makes itself.
        handler.getConfigurator().configure(handler);
        LinkRenderer renderer = new LinkRenderer(agent);
        renderer.setDocumentHandler(handler);
        agent.setRendererOverride(renderer);
    }

    private FontTables tables(Typeface face, String cut) {
        Map<Typeface, Map<String, FontTables>> tables = Typeface.delivered().contains(face) ? DELIVERED : own;
        return tables.computeIfAbsent(face, f -> new ConcurrentHashMap<>()).computeIfAbsent(cut, c -> {
            try {
                return FontTables.of(face.bytes(c));
            } catch (IOException e) {
                throw new UncheckedIOException(face.file(c), e);
            }
        });
    }

    private final class Handler extends PDFDocumentHandler {
        Handler(IFContext context) {
            super(context);
        }

        @Override
        public IFDocumentHandlerConfigurator getConfigurator() {
            return new Configurator(getUserAgent());
        }
    }

    private final class Configurator extends PDFRendererConfigurator {
        Configurator(FOUserAgent agent) {
            super(agent, new PDFRendererConfigParser());
        }

        @Override
        protected FontCollection getCustomFontCollection(InternalResourceResolver resolver, String mime) {
            return (number, into) -> register(resolver, number, into);
        }
    }

    private int register(InternalResourceResolver resolver, int number, FontInfo into) {
        int next = number;
        List<Typeface> faces = new ArrayList<>(Typeface.delivered());
        faces.addAll(house.faces());
        for (Typeface face : faces) {
            for (String cut : face.cuts()) {
                String name = "F" + next++;
                into.addMetrics(name, new SharedFont(resolver, face, cut, () -> tables(face, cut)));
                into.addFontProperties(
                        name,
                        face.family,
                        cut.endsWith("Italic") ? "italic" : "normal",
                        cut.startsWith("Bold") ? 700 : 400);
            }
        }
        return next;
    }
}
