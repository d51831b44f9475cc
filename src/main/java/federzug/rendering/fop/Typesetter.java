package federzug.rendering.fop;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.rendering.RenderingException;
import federzug.rendering.font.HouseFonts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.fop.apps.FOPException;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.FopFactoryBuilder;
import org.apache.fop.apps.io.ResourceResolverFactory;
import org.apache.fop.configuration.ConfigurationException;
import org.apache.fop.configuration.DefaultConfigurationBuilder;
import org.apache.fop.events.Event;
import org.apache.fop.events.model.EventSeverity;
import org.docx4j.XmlUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Apache FOP, set up once: XSL-FO events in, PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) out. */
public final class Typesetter {
    static {
        // docx4j puts its own in the place of everybody's for a moment when it is first used: not while FOP looks.
        XmlUtils.getTransformerFactory();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Typesetter.class);

    private static final String WITH_SCOPE = "1.7";

    private final FopFactory factory;
    private final PictureSource pictures = new PictureSource();
    private final SharedFonts fonts;

    public Typesetter(HouseFonts house) {
        fonts = new SharedFonts(house);
        URI base = URI.create("file:/");
        FopFactoryBuilder builder = new FopFactoryBuilder(base, pictures);
        try {
            builder.setConfiguration(new DefaultConfigurationBuilder()
                    .build(new ByteArrayInputStream(configuration().getBytes(StandardCharsets.UTF_8))));
        } catch (ConfigurationException e) {
            throw new IllegalStateException(e);
        }
        // The configuration has put a resolver with access to files here.
        builder.getFontManager()
                .setResourceResolver(ResourceResolverFactory.createInternalResourceResolver(base, pictures));
        builder.setAccessibility(true);
        builder.setComplexScriptFeatures(false);
        builder.setSimpleLineBreaking(true);
        builder.setStrictFOValidation(true);
        // Indents of a paragraph must not be added again inside tables and block containers.
        builder.setBreakIndentInheritanceOnReferenceAreaBoundary(true);
        factory = builder.build();
    }

    public PictureSource pictures() {
        return pictures;
    }

    /**
     * @param date creation and modification date of the PDF
     * @throws RenderingException if FOP reports an error, or a warning that means a loss
     */
    public byte[] set(String file, Instant date, Consumer<FoWriter> page) {
        return set(file, date, WITH_SCOPE, page);
    }

    /** The same, cheaper, for pages whose tables have header rows but no header cells beside rows. */
    public byte[] setWithoutRowHeads(String file, Instant date, Consumer<FoWriter> page) {
        return set(file, date, FopMarks.WITHOUT_SCOPE, page);
    }

    private byte[] set(String file, Instant date, String version, Consumer<FoWriter> page) {
        FOUserAgent agent;
        synchronized (factory) {
            agent = factory.newFOUserAgent();
        }
        agent.setCreationDate(Date.from(date));
        agent.setProducer("Federzug");
        agent.getRendererOptions().put("pdf-a-mode", "PDF/A-2a");
        agent.getRendererOptions().put("pdf-ua-mode", "PDF/UA-1");
        agent.getRendererOptions().put("version", version);
        List<Notice> losses = new ArrayList<>();
        agent.getEventBroadcaster().addEventListener(event -> listen(event, file, losses));
        ByteArrayOutputStream pdf = new ByteArrayOutputStream(1 << 16);
        try {
            FoWriter fo;
            // FOP reads its configuration from a DOM, which two readers at once break for good.
            synchronized (factory) {
                fonts.use(agent);
                fo = new FoWriter(factory.newFop("application/pdf", agent, pdf).getDefaultHandler());
            }
            fo.startDocument();
            page.accept(fo);
            fo.endDocument();
        } catch (RenderingException e) {
            throw new RenderingException(
                            e.kind(),
                            e.notices().stream()
                                    .map(n -> new Notice(n.code(), n.severity(), Place.file(file), n.arguments()))
                                    .toList())
                    .causedBy(e);
        } catch (NoSuchElementException e) {
            // FOP cannot part a table beside a float; see Wrapping.
            throw RenderingException.refused("rendering.pdf.text-lost", Place.file(file))
                    .causedBy(e);
        } catch (FOPException | RuntimeException e) {
            if (losses.isEmpty()) {
                losses.add(notSet(file, "rendering.pdf.cause-other"));
            }
            throw new RenderingException(Kind.FAILURE, losses).causedBy(e);
        }
        if (!losses.isEmpty()) {
            boolean ours = losses.stream().anyMatch(n -> n.code().equals("rendering.pdf.not-set"));
            throw new RenderingException(ours ? Kind.FAILURE : Kind.INPUT, losses);
        }
        return pdf.toByteArray();
    }

    private static void listen(Event event, String file, List<Notice> losses) {
        String id = event.getEventID();
        String name = id.substring(id.lastIndexOf('.') + 1);
        boolean grave = event.getSeverity() == EventSeverity.ERROR || event.getSeverity() == EventSeverity.FATAL;
        // These come as warnings, but a glyph, a font or a picture would be missing on the page.
        String cause = name.startsWith("glyphNotAvailable")
                ? "rendering.pdf.cause-sign"
                : name.startsWith("font")
                        ? "rendering.pdf.cause-font"
                        : name.startsWith("image") ? "rendering.pdf.cause-picture" : "rendering.pdf.cause-other";
        if (grave || !cause.equals("rendering.pdf.cause-other")) {
            LOG.warn("{}: {} {}", file, name, event.getParams());
            Notice loss = notSet(file, cause);
            if (!losses.contains(loss)) {
                losses.add(loss);
            }
        }
        int over = overflow(name, event);
        if (over > 0) {
            losses.add(Notice.error("rendering.pdf.overflow", place(file, event), over));
        }
        LOG.debug("{} {}", name, event.getParams());
    }

    /** The page, where it is known while it is set. */
    private static Place place(String file, Event event) {
        return event.getParam("page") instanceof String page && page.matches("\\d{1,5}")
                ? Place.in(file, Texts.german().text("rendering.place.page", Integer.parseInt(page)))
                : Place.file(file);
    }

    /** By how many points something sticks out, 0 if by little: a number wider than its indent does no harm. */
    private static int overflow(String name, Event event) {
        Object amount = event.getParam(name.equals("lineOverflows") ? "overflowLength" : "amount");
        int tolerance = name.equals("lineOverflows") ? 30_000 : 8_000;
        return name.contains("verflow") && amount instanceof Integer millipoints && millipoints > tolerance
                ? millipoints / 1000
                : 0;
    }

    /** The typesetter's own words are for the log. */
    private static Notice notSet(String file, String cause) {
        return Notice.error(
                "rendering.pdf.not-set", Place.file(file), Texts.german().text(cause));
    }

    private static String configuration() {
        return """
            <fop version='1.0'>
              <use-cache>false</use-cache>
              <complex-scripts disabled='true'/>
              <renderers><renderer mime='application/pdf'>
                <filterList><value>null</value></filterList>
                <filterList type='image'><value>null</value></filterList>
              </renderer></renderers>
            </fop>
            """;
    }
}
