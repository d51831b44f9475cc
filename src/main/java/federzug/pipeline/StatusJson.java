package federzug.pipeline;

import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus.AgreementStatus;
import federzug.pipeline.MatterStatus.MailLine;
import federzug.pipeline.MatterStatus.ReleaseStatus;
import federzug.pipeline.MatterStatus.TurnStatus;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the state of matters as JSON, as {@code run --json} and {@code status --json} give it: the contract for programs. */
public final class StatusJson {
    public static final String SCHEMA = "federzug-status-1";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private StatusJson() {}

    public static String of(List<MatterStatus> matters, List<Notice> notices, Texts texts, GermanTime time) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, matters.stream(), notices, texts, time);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Writes one matter after the other, however many there are; does not close the stream. */
    public static void write(
            OutputStream out, Stream<MatterStatus> matters, List<Notice> notices, Texts texts, GermanTime time) {
        List<Notice> all = new ArrayList<>(notices);
        try (JsonGenerator json =
                MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).createGenerator(out)) {
            json.writeStartObject();
            json.writeName("schema");
            json.writeString(SCHEMA);
            json.writeName("matters");
            json.writeStartArray();
            matters.forEach(matter -> {
                json.writeTree(matter(matter, time));
                all.addAll(matter.notices());
            });
            json.writeEndArray();
            json.writeName("notices");
            json.writeStartArray();
            all.forEach(notice -> json.writeTree(notice(notice, texts)));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static ObjectNode matter(MatterStatus matter, GermanTime time) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("id", matter.id());
        node.put("rehearsal", matter.rehearsal());
        node.put("state", matter.state());
        node.put("folder", matter.folder().toString());
        ArrayNode agreements = node.putArray("agreements");
        matter.agreements().forEach(agreement -> agreements.add(agreement(agreement, time)));
        ReleaseStatus release = matter.release();
        if (release == null) {
            node.putNull("release");
        } else {
            node.putObject("release").put("state", release.state()).put("file", path(release.file()));
        }
        ArrayNode mails = node.putArray("mails");
        for (MailLine mail : matter.mails()) {
            mails.addObject()
                    .put("recipient", mail.recipient())
                    .put("kind", mail.kind())
                    .put("state", mail.state())
                    .put("messageId", mail.messageId())
                    .put("waitsForPerson", mail.waitsForPerson());
        }
        return node;
    }

    private static ObjectNode agreement(AgreementStatus agreement, GermanTime time) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("id", agreement.id()).put("state", agreement.state()).put("file", path(agreement.file()));
        ArrayNode turns = node.putArray("turns");
        for (TurnStatus turn : agreement.turns()) {
            turns.addObject()
                    .put("person", turn.person())
                    .put("signatory", turn.signatory())
                    .put("office", turn.office())
                    .put("state", turn.state())
                    .put("since", time.iso(turn.since()))
                    .put("device", turn.device());
        }
        return node;
    }

    public static ObjectNode notice(Notice notice, Texts texts) {
        return MAPPER.createObjectNode()
                .put("code", notice.code())
                .put("severity", notice.severity().name().toLowerCase(Locale.ROOT))
                .put("place", notice.place().toString())
                .put("text", texts.text(notice));
    }

    private static @Nullable String path(@Nullable Path file) {
        return file == null ? null : file.toString();
    }
}
