package federzug.ceremony;

import federzug.ceremony.CeremonyState.AllSigned;
import federzug.ceremony.CeremonyState.Cancelled;
import federzug.ceremony.CeremonyState.Checked;
import federzug.ceremony.CeremonyState.Closed;
import federzug.ceremony.CeremonyState.InSigning;
import federzug.ceremony.CeremonyState.Prepared;
import federzug.ceremony.CeremonyState.Sealed;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.DocumentStore;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Maps ceremonies and their turns to rows and back. */
final class JdbcCeremonyRows {
    private final JdbcClient jdbc;
    private final DocumentStore documents;

    JdbcCeremonyRows(JdbcClient jdbc, DocumentStore documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    void insert(Ceremony saved) {
        written(
                        "insert into ceremony (matter, agreement, version, rehearsal, state, since,"
                                + " matter_version, draft, pages, prepared,"
                                + " signed, sealed, verdict, reason, journal_entries, journal_hash)"
                                + " values (:matter, :agreement, :version, :rehearsal, :state, :since,"
                                + " :matterVersion, :draft, :pages, :prepared,"
                                + " :signed, :sealed, :verdict, :reason, 0, '')",
                        saved)
                .update();
    }

    /** False: the ceremony was changed since it was read (optimistic lock). */
    boolean update(Ceremony saved) {
        return written(
                                "update ceremony set version = :version, rehearsal = :rehearsal, state = :state, since ="
                                        + " :since, matter_version = :matterVersion, draft = :draft, pages = :pages, prepared ="
                                        + " :prepared, signed = :signed, sealed = :sealed, verdict = :verdict, reason = :reason"
                                        + " where matter = :matter and agreement = :agreement and version = :version - 1",
                                saved)
                        .update()
                > 0;
    }

    /** False: the ceremony was changed since it was read. */
    boolean setOutdated(Ceremony ceremony) {
        return of(
                                "update ceremony set outdated = true"
                                        + " where matter = :matter and agreement = :agreement and version = :version",
                                ceremony)
                        .param("version", ceremony.version())
                        .update()
                > 0;
    }

    void setCurrent(Ceremony ceremony) {
        of(
                        "update ceremony set outdated = false"
                                + " where matter = :matter and agreement = :agreement and outdated",
                        ceremony)
                .update();
    }

    boolean isOutdated(Ceremony ceremony) {
        return of("select outdated from ceremony where matter = :matter and agreement = :agreement", ceremony)
                .query(Boolean.class)
                .single();
    }

    private JdbcClient.StatementSpec of(String sql, Ceremony ceremony) {
        return jdbc.sql(sql).param("matter", ceremony.matter()).param("agreement", ceremony.agreement());
    }

    private JdbcClient.StatementSpec written(String sql, Ceremony saved) {
        CeremonyState state = saved.state();
        return jdbc.sql(sql)
                .param("matter", saved.matter())
                .param("agreement", saved.agreement())
                .param("version", saved.version())
                .param("rehearsal", saved.rehearsal())
                .param("state", state.word())
                .param("since", JdbcCeremonies.utc(saved.since()))
                .param("matterVersion", saved.basis().matterVersion())
                .param("draft", saved.basis().draft().hex())
                .param("pages", saved.basis().pages())
                .param("prepared", saved.prepared().content().digest().hex())
                .param("signed", hexIf(SignedPdf.class, state.paper()))
                .param("sealed", hexIf(SealedPdf.class, state.paper()))
                .param("verdict", verdict(state))
                .param("reason", state instanceof Cancelled cancelled ? cancelled.reason() : null);
    }

    /** Replaces the turns of a ceremony; they stand in signing order. */
    void writeTurns(Ceremony saved) {
        jdbc.sql("delete from turn where matter = :matter and agreement = :agreement")
                .param("matter", saved.matter())
                .param("agreement", saved.agreement())
                .update();
        int rank = 0;
        for (Turn turn : saved.turns()) {
            jdbc.sql("insert into turn (matter, agreement, rank, person, name, office, step, device, fallback,"
                            + " deadline, state, since, own_field) values (:matter, :agreement, :rank, :person, :name,"
                            + " :office, :step, :device, :fallback, :deadline, :state, :since, :ownField)")
                    .param("matter", saved.matter())
                    .param("agreement", saved.agreement())
                    .param("rank", rank++)
                    .param("person", turn.person())
                    .param("name", turn.name())
                    .param("office", turn.office())
                    .param("step", turn.step())
                    .param("device", turn.device())
                    .param("fallback", turn.fallback())
                    .param("deadline", turn.deadline())
                    .param("state", turn.state().name())
                    .param("since", JdbcCeremonies.utc(turn.since()))
                    .param("ownField", turn.ownField())
                    .update();
        }
    }

    /** What an older version, or a fault, has left may be anything. */
    Ceremony read(ResultSet row) throws SQLException {
        String matter = row.getString("matter");
        String agreement = row.getString("agreement");
        try {
            return requireSound(ceremony(row, matter, agreement));
        } catch (DataAccessException | NoticedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw CeremonyException.failed("ceremony.stored.unreadable", Place.file(matter), agreement, matter)
                    .causedBy(e);
        }
    }

    /** Each field of the document has its turn, and each signature somebody who has signed. */
    private static Ceremony requireSound(Ceremony ceremony) {
        Set<String> fields = ceremony.prepared().fields().stream()
                .map(SignatureField::person)
                .collect(Collectors.toSet());
        Set<String> persons = ceremony.turns().stream().map(Turn::person).collect(Collectors.toSet());
        long signed = ceremony.turns().stream()
                .filter(turn -> turn.state() == TurnState.SIGNED)
                .count();
        if (!fields.equals(persons)
                || ceremony.isOpen() && signed != ceremony.signedFields().size()) {
            throw new IllegalStateException(fields + " " + persons + " " + signed);
        }
        return ceremony;
    }

    private Ceremony ceremony(ResultSet row, String matter, String agreement) throws SQLException {
        PreparedPdf prepared = restored(row.getString("prepared"), PreparedPdf.class);
        return new Ceremony(
                matter,
                agreement,
                row.getInt("version"),
                row.getBoolean("rehearsal"),
                new Basis(row.getInt("matter_version"), new Digest(row.getString("draft")), row.getInt("pages")),
                prepared,
                turns(matter, agreement),
                state(row, prepared),
                JdbcCeremonies.instant(row, "since"));
    }

    private CeremonyState state(ResultSet row, PreparedPdf prepared) throws SQLException {
        String signed = row.getString("signed");
        String sealed = row.getString("sealed");
        Document open = signed == null ? prepared : restored(signed, SignedPdf.class);
        return switch (row.getString("state")) {
            case "PREPARED" -> new Prepared(prepared);
            case "IN_SIGNING" -> new InSigning(open);
            case "ALL_SIGNED" -> new AllSigned((SignedPdf) open);
            case "SEALED" -> new Sealed(restored(sealed, SealedPdf.class));
            case "CHECKED" -> new Checked(restored(sealed, SealedPdf.class), new Digest(row.getString("verdict")));
            case "CLOSED" -> new Closed(restored(sealed, SealedPdf.class), new Digest(row.getString("verdict")));
            case "CANCELLED" -> new Cancelled(open, Objects.requireNonNullElse(row.getString("reason"), ""));
            default -> throw new IllegalStateException("unknown state: " + row.getString("state"));
        };
    }

    private List<Turn> turns(String matter, String agreement) {
        return jdbc.sql("select * from turn where matter = :matter and agreement = :agreement order by rank")
                .param("matter", matter)
                .param("agreement", agreement)
                .query((row, number) -> new Turn(
                        row.getString("person"),
                        row.getString("name"),
                        row.getString("office"),
                        row.getInt("step"),
                        row.getString("device"),
                        row.getString("fallback"),
                        row.getObject("deadline", LocalDateTime.class),
                        TurnState.valueOf(row.getString("state")),
                        JdbcCeremonies.instant(row, "since"),
                        row.getString("own_field")))
                .list();
    }

    private <D extends Document> D restored(@Nullable String hex, Class<D> stage) {
        return Optional.ofNullable(hex)
                .map(Digest::new)
                .flatMap(digest -> documents.find(digest, stage))
                .orElseThrow(() -> new IllegalStateException("no " + stage.getSimpleName() + " " + hex));
    }

    private static @Nullable String hexIf(Class<? extends Document> stage, Document paper) {
        return stage.isInstance(paper) ? paper.content().digest().hex() : null;
    }

    private static @Nullable String verdict(CeremonyState state) {
        if (state instanceof Checked checked) {
            return checked.verdict().hex();
        }
        return state instanceof Closed closed ? closed.verdict().hex() : null;
    }
}
