package federzug.verification;

import federzug.verification.file.CrossReferenceReader;
import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectParser;
import federzug.verification.file.ObjectSource;
import federzug.verification.file.RawObject;
import federzug.verification.file.RevisionObjects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Where the parts of a specimen lie, for those who write raw updates on it. */
final class RawPdf {
    final byte[] file;
    final RevisionObjects objects;
    int page;
    int content;
    int form;
    int field;
    int signature;
    int font;
    private final Map<String, Integer> fields = new HashMap<>();

    RawPdf(byte[] file) {
        this.file = file;
        try (PDDocument pdf = Loader.loadPDF(file)) {
            COSDictionary catalog = pdf.getDocumentCatalog().getCOSObject();
            page = number(pdf.getPage(0).getCOSObject());
            content = number(pdf.getPage(0).getCOSObject().getItem(COSName.CONTENTS));
            form = number(catalog.getItem(COSName.ACRO_FORM));
            COSDictionary fonts = pdf.getPage(0).getResources().getCOSObject().getCOSDictionary(COSName.FONT);
            font = number(fonts.getItem(fonts.keySet().iterator().next()));
            FormTree.of(pdf).fields().values().forEach(one -> {
                fields.put(one.getString(COSName.T), number(one));
                if (FormTree.signature(one) != null) {
                    field = number(one);
                    signature = number(one.getItem(COSName.V));
                }
            });
            String text = RawUpdate.text(file);
            int address = text.lastIndexOf("startxref") + 9;
            ObjectParser parser = new ObjectParser(file, address, file.length);
            parser.skipBlank();
            objects = RevisionObjects.along(
                    new ObjectSource(file), new CrossReferenceReader(file, 0), parser.whole(), file.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same document with a table instead of a stream, and nothing in object streams. */
    static byte[] withTable(byte[] file) {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            pdf.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(COSBase object) {
        return object instanceof COSObject reference
                ? (int) reference.getKey().getNumber()
                : object == null || object.getKey() == null
                        ? 0
                        : (int) object.getKey().getNumber();
    }

    RawUpdate update(RawUpdate.Form form) {
        return new RawUpdate(file, form);
    }

    int fieldNumber(String name) {
        return fields.get(name);
    }

    int root() {
        return update(RawUpdate.Form.TABLE).root();
    }

    /** The text of an object as it is now. */
    String text(int number) {
        return text(objects.value(number));
    }

    /** The text of a dictionary with some entries changed; a null value takes one out. */
    String with(int number, String key, String value) {
        RawObject.Dictionary dictionary = (RawObject.Dictionary) objects.value(number);
        StringBuilder text = new StringBuilder("<<");
        dictionary.entries().forEach((name, entry) -> {
            if (!name.equals(key)) {
                text.append('/').append(name).append(' ').append(text(entry));
            }
        });
        if (value != null) {
            text.append('/').append(key).append(' ').append(value);
        }
        return text.append(">>").toString();
    }

    String entry(int number, String key) {
        RawObject value = ((RawObject.Dictionary) objects.value(number)).get(key);
        return value == null ? "[]" : text(value);
    }

    /** The offset of an object in the file. */
    long offset(int number) {
        return objects.entries().get(number).place();
    }

    static String text(RawObject object) {
        if (object instanceof RawObject.Name name) {
            return "/" + name.text().replace(" ", "#20");
        } else if (object instanceof RawObject.Text text) {
            StringBuilder hex = new StringBuilder("<");
            text.text().chars().forEach(c -> hex.append(String.format("%02x", c)));
            return hex.append('>').toString();
        } else if (object instanceof RawObject.Number number) {
            return number.isWhole() ? String.valueOf((long) number.value()) : String.valueOf(number.value());
        } else if (object instanceof RawObject.Reference reference) {
            return reference.number() + " " + reference.generation() + " R";
        } else if (object instanceof RawObject.Word word) {
            return word.word();
        } else if (object instanceof RawObject.Array array) {
            return array.items().stream().map(RawPdf::text).collect(Collectors.joining(" ", "[", "]"));
        }
        return ((RawObject.Dictionary) object)
                .entries().entrySet().stream()
                        .map((Map.Entry<String, RawObject> entry) ->
                                "/" + entry.getKey() + " " + text(entry.getValue()))
                        .collect(Collectors.joining("", "<<", ">>"));
    }
}
