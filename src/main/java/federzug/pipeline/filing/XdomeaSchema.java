package federzug.pipeline.filing;

import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The schema of xdomea as the administration has supplied it; messages are checked by it. Nothing is fetched. */
final class XdomeaSchema {
    private static final String MAIN = "xdomea.xsd";
    private static final int DEEPEST = 4;
    private static final long LARGEST = 4_000_000;
    private static final Pattern NAMESPACE =
            Pattern.compile("targetNamespace\\s*=\\s*[\"'](urn:xoev-de:xdomea:schema:([0-9.]{1,20}))[\"']");
    /** In others the elements have other names. */
    private static final Pattern KNOWN = Pattern.compile("3\\.[01]\\.\\d{1,2}");

    private final Schema schema;
    private final String namespace;

    private XdomeaSchema(Schema schema, String namespace) {
        this.schema = schema;
        this.namespace = namespace;
    }

    /** @throws PipelineException if the folder holds no schema of a version that we write, or it cannot be read */
    static XdomeaSchema in(Path folder) {
        Map<String, Path> files = files(folder);
        Path main = files.get(MAIN);
        if (main == null) {
            throw refused("pipeline.filing.xdomea-missing", folder);
        }
        Matcher name = NAMESPACE.matcher(text(main, folder));
        String version = name.find() ? name.group(2) : "";
        if (!KNOWN.matcher(version).matches()) {
            throw refused("pipeline.filing.xdomea-version", folder, version);
        }
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
            factory.setResourceResolver((type, space, publicId, systemId, base) -> local(files, systemId));
            return new XdomeaSchema(factory.newSchema(main.toFile()), name.group(1));
        } catch (SAXException e) {
            throw refused("pipeline.filing.xdomea-unreadable", folder).causedBy(e);
        }
    }

    /** Changes when a file comes or goes, or another one takes its place. */
    static String seen(Path folder) {
        return files(folder).values().stream()
                .map(file -> file.getFileName() + ":" + file.toFile().length())
                .collect(Collectors.joining(" "));
    }

    String namespace() {
        return namespace;
    }

    /** Whether a message is as the schema wants it; the reason of the library if not. */
    Optional<String> fault(byte[] message) {
        try {
            Validator validator = schema.newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.validate(new StreamSource(new ByteArrayInputStream(message)));
            return Optional.empty();
        } catch (SAXException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }

    /** By name; of several the one that lies nearest to the top. */
    private static Map<String, Path> files(Path folder) {
        Map<String, Path> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            all.filter(file -> file.toString().endsWith(".xsd") && Files.isRegularFile(file))
                    .sorted(Comparator.comparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder()))
                    .forEach(file -> found.putIfAbsent(String.valueOf(file.getFileName()), file));
        } catch (IOException e) {
            throw refused("pipeline.filing.xdomea-unreadable", folder).causedBy(e);
        }
        return found;
    }

    private static String text(Path file, Path folder) {
        try {
            return Files.size(file) > LARGEST ? "" : Files.readString(file);
        } catch (IOException e) {
            throw refused("pipeline.filing.xdomea-unreadable", folder).causedBy(e);
        }
    }

    /** An imported schema named by an address or another folder is the file of that name in ours. */
    private static @Nullable LSInput local(Map<String, Path> files, @Nullable String systemId) {
        String name = systemId == null ? "" : systemId.replaceAll(".*[/\\\\]", "");
        Path file = files.get(name);
        if (file == null) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            DOMImplementationLS dom = (DOMImplementationLS)
                    DOMImplementationRegistry.newInstance().getDOMImplementation("LS 3.0");
            LSInput input = dom.createLSInput();
            input.setSystemId(file.toUri().toString());
            input.setByteStream(new ByteArrayInputStream(in.readNBytes((int) LARGEST)));
            return input;
        } catch (IOException | ReflectiveOperationException e) {
            return null;
        }
    }

    private static PipelineException refused(String code, Path folder, Object... arguments) {
        return PipelineException.refused(code, Place.file(folder.toString()), arguments);
    }
}
