package federzug.web.frame;

import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.DatabaseOutage;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says in one German sentence what went wrong, and keeps the rest in the log. */
@ControllerAdvice
@ConditionalOnWebApplication
class PageTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(PageTrouble.class);
    /** What is asked for is not there. */
    private static final Set<String> UNKNOWN = Set.of("pipeline.matter.unknown", "web.code.nobody");

    /** Letters and digits that cannot be mistaken for each other on the telephone. */
    private static final String SIGNS = "ACEFHJKLMNPRTUVWXY3479";

    private final PageModel frame;
    private final DatabaseOutage outage;
    private final Clock clock;
    private final Texts texts = Shown.texts();
    private final SecureRandom random = new SecureRandom();

    PageTrouble(PageModel frame, DatabaseOutage outage, Clock clock) {
        this.frame = frame;
        this.outage = outage;
        this.clock = clock;
    }

    @ExceptionHandler(NoticedException.class)
    String noticed(
            NoticedException trouble,
            Model model,
            jakarta.servlet.http.HttpServletRequest request,
            HttpServletResponse response) {
        if (trouble.kind() == NoticedException.Kind.FAILURE) {
            LOG.warn("{}", trouble.notices(), trouble);
        }
        if (outage.isCauseOf(trouble)) {
            return databaseGone(model, request, response);
        }
        List<String> lines = trouble.notices().stream().map(texts::line).toList();
        boolean busy = trouble.notices().stream().map(Notice::code).anyMatch("pipeline.check.line-full"::equals);
        boolean unknown = trouble.notices().stream().map(Notice::code).anyMatch(UNKNOWN::contains);
        response.setStatus(
                busy
                        ? HttpStatus.SERVICE_UNAVAILABLE.value()
                        : unknown
                                ? HttpStatus.NOT_FOUND.value()
                                : trouble.kind() == NoticedException.Kind.INPUT
                                        ? HttpStatus.UNPROCESSABLE_CONTENT.value()
                                        : HttpStatus.SERVICE_UNAVAILABLE.value());
        frame.frame(model, request);
        if (unknown && request.getMethod().equals("GET")) {
            return "error/4xx";
        }
        model.addAttribute("lines", lines);
        model.addAttribute("busyLine", busy);
        return "hinweis";
    }

    /** A file that could not be kept, for want of room or because the connection broke, is not too large. */
    @ExceptionHandler({MaxUploadSizeExceededException.class, MultipartException.class})
    String notTaken(
            MultipartException trouble,
            Model model,
            jakarta.servlet.http.HttpServletRequest request,
            HttpServletResponse response) {
        boolean lost = !(trouble instanceof MaxUploadSizeExceededException) && isOfFiles(trouble);
        if (lost) {
            LOG.warn("An upload was not kept", trouble);
        }
        response.setStatus((lost ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.CONTENT_TOO_LARGE).value());
        frame.frame(model, request);
        model.addAttribute("lines", List.of(texts.text(lost ? "web.upload.not-kept" : "web.upload.too-large")));
        return "hinweis";
    }

    /** The reader of uploads has exceptions of its own for what breaks a limit. */
    private static boolean isOfFiles(Throwable trouble) {
        Throwable last = trouble;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last instanceof java.io.IOException && !(last instanceof FileUploadException);
    }

    @ExceptionHandler({
        ServletRequestBindingException.class,
        MethodArgumentTypeMismatchException.class,
        HttpRequestMethodNotSupportedException.class,
        InvalidParameterException.class,
        org.springframework.web.multipart.support.MissingServletRequestPartException.class
    })
    String incomplete(Model model, jakarta.servlet.http.HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        frame.frame(model, request);
        model.addAttribute("lines", List.of(texts.text("web.trouble.incomplete")));
        return "hinweis";
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class, SentFile.Missing.class})
    String nothingThere(Model model, jakarta.servlet.http.HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        frame.frame(model, request);
        return "error/4xx";
    }

    @ExceptionHandler(Exception.class)
    String unexpected(
            Exception trouble,
            Model model,
            jakarta.servlet.http.HttpServletRequest request,
            HttpServletResponse response)
            throws Exception {
        if (trouble instanceof org.springframework.security.access.AccessDeniedException
                || trouble instanceof org.springframework.security.core.AuthenticationException
                || trouble instanceof java.io.IOException && response.isCommitted()) {
            throw trouble;
        }
        if (outage.isCauseOf(trouble)) {
            LOG.warn("The database cannot be reached", trouble);
            return databaseGone(model, request, response);
        }
        String number = number();
        LOG.error("{}", number, trouble);
        response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.value());
        frame.frame(model, request);
        model.addAttribute("number", number);
        model.addAttribute("at", GermanTime.of(clock).minute(clock.instant()));
        return "error/5xx";
    }

    private String databaseGone(
            Model model, jakarta.servlet.http.HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        frame.frame(model, request);
        return "error/503";
    }

    private String number() {
        StringBuilder number = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            number.append(SIGNS.charAt(random.nextInt(SIGNS.length()))).append(i == 2 ? "-" : "");
        }
        return number.toString();
    }
}
