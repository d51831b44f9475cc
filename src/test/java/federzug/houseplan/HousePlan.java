package federzug.houseplan;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import federzug.document.ArchivalPdf;
import federzug.document.FilledDraft;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignedPdf;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * What must never be, as far as compiled classes tell (docs/house-plan.md, section 2). The root package is a parameter,
 * so that the same rules can be tried on classes that break them.
 */
public final class HousePlan {
    private static final List<String> ROOMS_WITH_TABLES =
            List.of("agreement", "document", "ceremony", "release", "delivery", "pipeline.batch", "backup", "access");

    private final String root;

    public HousePlan(String root) {
        this.root = root;
    }

    public List<ArchRule> rules() {
        List<ArchRule> rules = new ArrayList<>(libraryRules());
        rules.add(sqlOnlyInHiddenAdapters());
        rules.add(adaptersAreHidden());
        rules.add(doorsNeverImportEachOther());
        rules.add(noLibraryTypeInPublicSignatures());
        rules.add(onlyIn("drafting", FilledDraft.class));
        rules.add(onlyIn("rendering", ArchivalPdf.class));
        rules.add(onlyIn("signing", PreparedPdf.class, SignedPdf.class, SealedPdf.class));
        rules.add(jobsNeverWaitForAPerson());
        rules.add(documentsAreNeverOverwrittenOrDeleted());
        rules.add(everyRoomIsNullMarked());
        rules.add(timeComesFromAClock());
        rules.add(queriesAreReadToTheirEnd());
        rules.add(namesSayWhatThingsAre());
        rules.addAll(new InnerRooms(root).rules());
        rules.add(noThreadIsInterrupted());
        rules.add(doorsAskOneServiceOnly());
        rules.add(noMoreThanEightCollaborators());
        return rules;
    }

    /** The table of libraries: which rooms may use what. Nobody else may. */
    private static Map<List<String>, List<String>> libraries() {
        Map<List<String>, List<String>> table = new LinkedHashMap<>();
        table.put(List.of("org.springframework.batch.."), List.of("pipeline.batch"));
        table.put(List.of("org.docx4j..", "jakarta.xml.bind.."), List.of("drafting", "rendering"));
        table.put(List.of("org.apache.fop..", "org.apache.xmlgraphics..", "org.verapdf.."), List.of("rendering"));
        table.put(
                List.of("org.apache.pdfbox..", "org.apache.fontbox..", "org.apache.xmpbox.."),
                List.of("rendering", "signing", "verification"));
        table.put(List.of("eu.europa.esig.."), List.of("trust", "signing", "verification"));
        table.put(List.of("org.bouncycastle.."), List.of("trust", "signing", "verification", "delivery"));
        table.put(List.of("jakarta.mail..", "jakarta.activation..", "org.eclipse.angus.."), List.of("delivery"));
        table.put(List.of("de.siegmar.fastcsv..", "org.dhatim.fastexcel.."), List.of("agreement"));
        // Mails as Outlook saves and sends them.
        table.put(List.of("org.apache.poi.."), List.of("delivery"));
        // Drafting reads felder.yaml beside the templates.
        table.put(List.of("org.snakeyaml.."), List.of("agreement", "drafting"));
        table.put(List.of("com.github.difflib.."), List.of("document"));
        table.put(List.of("picocli.."), List.of("cli"));
        table.put(List.of("io.micrometer.."), List.of("pipeline.metering"));
        table.put(
                List.of(
                        "org.springframework.web.servlet..",
                        "org.springframework.web.bind..",
                        "org.springframework.web.multipart..",
                        "org.springframework.security..",
                        "org.thymeleaf..",
                        "jakarta.servlet.."),
                List.of("web"));
        // Login services and directories of the house.
        table.put(List.of("com.nimbusds..", "com.unboundid.."), List.of("web"));
        table.put(List.of("org.springframework.web.client.."), List.of("signing"));
        return table;
    }

    private List<ArchRule> libraryRules() {
        return libraries().entrySet().stream()
                .map(line -> noClasses()
                        .that(areOutside(line.getValue()))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(line.getKey().toArray(String[]::new))
                        .as(String.join(", ", line.getKey()) + " only in " + String.join(", ", line.getValue()))
                        .allowEmptyShould(true))
                .map(ArchRule.class::cast)
                .toList();
    }

    private ArchRule sqlOnlyInHiddenAdapters() {
        return noClasses()
                .that(areNot("adapters", isAdapter()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
                .as("SQL only in Jdbc* adapters of the rooms that own tables");
    }

    private ArchRule adaptersAreHidden() {
        return classes()
                .that()
                .haveSimpleNameStartingWith("Jdbc")
                .should()
                .notBePublic()
                .as("Jdbc* adapters are hidden")
                .allowEmptyShould(true);
    }

    private ArchRule doorsNeverImportEachOther() {
        return noClasses()
                .that()
                .resideInAPackage(room("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(room("web"))
                .as("doors never import each other: cli not web")
                .allowEmptyShould(true);
    }

    private ArchRule noLibraryTypeInPublicSignatures() {
        List<String> foreign = new ArrayList<>(
                libraries().keySet().stream().flatMap(List::stream).toList());
        foreign.addAll(List.of("org.springframework.jdbc..", "java.sql..", "javax.sql.."));
        DescribedPredicate<JavaClass> library = resideInAnyPackage(foreign.toArray(String[]::new));
        DescribedPredicate<JavaClass> dss = resideInAnyPackage("eu.europa.esig..");
        return classes().that().arePublic().should(new ArchCondition<>("show no library's type in a public signature") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!isSeenByOtherRooms(item)) {
                    return;
                }
                boolean trust = item.getPackageName().equals(root + ".trust");
                signature(item)
                        .filter(type -> library.test(type) && !(trust && dss.test(type)))
                        .map(JavaClass::getName)
                        .distinct()
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                item, item.getName() + " shows " + type + " in a public signature")));
            }
        });
    }

    /** Other rooms see the face of a room and its named interfaces; inner rooms are its own affair. */
    private boolean isSeenByOtherRooms(JavaClass item) {
        String place = item.getPackageName().substring(root.length());
        return place.lastIndexOf('.') <= 0 || item.getPackage().isAnnotatedWith(NamedInterface.class);
    }

    /** Every type that a caller of the class gets to see. */
    private static Stream<JavaClass> signature(JavaClass item) {
        Stream<JavaType> members = Stream.concat(
                item.getCodeUnits().stream().filter(HousePlan::isVisible).flatMap(HousePlan::types),
                item.getFields().stream().filter(HousePlan::isVisible).map(JavaField::getType));
        Stream<JavaType> parents = Stream.concat(item.getSuperclass().stream(), item.getInterfaces().stream());
        return Stream.concat(members, parents).flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static Stream<JavaType> types(JavaCodeUnit unit) {
        return Stream.of(
                        unit.getParameterTypes().stream(),
                        Stream.of(unit.getReturnType()),
                        unit.getExceptionTypes().stream().map(JavaType.class::cast))
                .flatMap(stream -> stream);
    }

    private static boolean isVisible(com.tngtech.archunit.core.domain.JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    /** A stage is never skipped: one room makes it, and the document room restores what was made. */
    private ArchRule onlyIn(String room, Class<?>... stages) {
        Set<String> names = Set.copyOf(Arrays.stream(stages).map(Class::getName).toList());
        return classes()
                .that(areOutside(List.of(room, "document")))
                .should(access(
                        "make no "
                                + Arrays.stream(stages)
                                        .map(Class::getSimpleName)
                                        .toList(),
                        access -> access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                                && names.contains(access.getTargetOwner().getName())))
                .as("only " + room + " makes "
                        + Arrays.stream(stages).map(Class::getSimpleName).toList());
    }

    private ArchRule jobsNeverWaitForAPerson() {
        return noClasses()
                .that()
                .resideInAPackage(room("pipeline.batch"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.Console|java\\.util\\.Scanner|federzug\\.signing\\.Devices\\$Secrets")
                .as("a job never waits for a person")
                .allowEmptyShould(true);
    }

    private ArchRule documentsAreNeverOverwrittenOrDeleted() {
        return classes()
                .that()
                .resideInAPackage(room("document"))
                .should(access("neither write nor delete files", access -> {
                    String owner = access.getTargetOwner().getName();
                    boolean writes = owner.equals("java.nio.file.Files")
                            && access.getName().matches("write.*|delete.*|move|copy|newOutputStream|newBufferedWriter");
                    String origin = access.getOriginOwner().getSimpleName();
                    boolean store = origin.equals("FileDocumentStore");
                    boolean forgets = origin.equals("JdbcDocumentContents")
                            && access.getName().equals("deleteIfExists");
                    return writes && !forgets || !store && owner.equals("federzug.file.WholeFile");
                }))
                .as("in the document room only the store writes, and only new files");
    }

    private ArchRule everyRoomIsNullMarked() {
        return classes()
                .that()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should(new ArchCondition<>("be null-marked by their package or themselves") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        boolean marked = item.isAnnotatedWith(NullMarked.class)
                                || item.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(item, marked, item.getName() + " is not @NullMarked"));
                    }
                });
    }

    private ArchRule timeComesFromAClock() {
        Set<String> clocks = Set.copyOf(Stream.of(
                        Instant.class,
                        LocalDate.class,
                        LocalDateTime.class,
                        OffsetDateTime.class,
                        ZonedDateTime.class,
                        Date.class,
                        System.class)
                .map(Class::getName)
                .toList());
        return classes()
                .should(access(
                        "ask a Clock for the time",
                        access -> clocks.contains(access.getTargetOwner().getName())
                                && access.getTarget().getRawParameterTypes().isEmpty()
                                && (access.getName().equals("now")
                                        || access.getName().equals("currentTimeMillis")
                                        || (access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                                                && access.getTargetOwner().isEquivalentTo(Date.class)))))
                .as("time comes from a Clock");
    }

    /** A stream of rows keeps its connection until somebody closes it. */
    private ArchRule queriesAreReadToTheirEnd() {
        return classes()
                .should(access(
                        "read a list of rows, or rows one by one",
                        access -> access.getTargetOwner().getPackageName().startsWith("org.springframework.jdbc.core")
                                && (access.getName().equals("stream")
                                        || access.getName().equals("queryForStream"))))
                .as("queries are read to their end");
    }

    private ArchRule namesSayWhatThingsAre() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Common|Base|DTO|Dto)")
                .as("no Impl, Manager, Helper, Util, Common, Base, DTO");
    }

    /**
     * An interrupt closes the embedded database for the whole process, and empties what is being loaded for all. A
     * thread may only pass an interrupt on to itself; Spring's pools interrupt their threads when they are shut down.
     */
    private ArchRule noThreadIsInterrupted() {
        return classes()
                .that()
                .doNotHaveFullyQualifiedName(root + ".verification.file.DeadlineRunner$Task")
                .should(access("interrupt no other thread", access -> {
                    String owner = access.getTargetOwner().getName();
                    return switch (access.getName()) {
                        case "interrupt" -> owner.equals("java.lang.Thread") && !isForTheCurrentThread(access);
                        case "shutdownNow" -> access.getTargetOwner().isAssignableTo(ExecutorService.class);
                        case "cancel" -> access.getTargetOwner().isAssignableTo(Future.class);
                        default -> owner.startsWith("org.springframework.scheduling.concurrent.ThreadPoolTask");
                    };
                }))
                .as("no thread is interrupted");
    }

    /**
     * A door translates; what belongs together is done by one service. The board shows what came of it, and what every
     * command looks at before its work is no part of it.
     */
    private ArchRule doorsAskOneServiceOnly() {
        return classes()
                .that()
                .resideInAnyPackage(room("cli"), room("web"))
                .should(new ArchCondition<>("ask one service of pipeline, besides the board") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        Set<String> asked = new TreeSet<>();
                        item.getDirectDependenciesFromSelf().stream()
                                .map(Dependency::getTargetClass)
                                .filter(service -> service.getPackageName().startsWith(root + ".pipeline"))
                                .filter(service -> service.isAnnotatedWith(Component.class))
                                .map(JavaClass::getSimpleName)
                                .filter(name -> !Set.of("Board", "FreeSpace", "LedgerCheck")
                                        .contains(name))
                                .forEach(asked::add);
                        if (asked.size() > 1) {
                            events.add(SimpleConditionEvent.violated(item, item.getName() + " asks " + asked));
                        }
                    }
                })
                .as("doors ask one service only");
    }

    /** With more of them a name is missing. */
    private static ArchRule noMoreThanEightCollaborators() {
        return classes()
                .that()
                .areAnnotatedWith(Component.class)
                .should(new ArchCondition<>("have at most eight collaborators") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        item.getConstructors().stream()
                                .filter(made -> made.getRawParameterTypes().size() > 8)
                                .forEach(
                                        made -> events.add(SimpleConditionEvent.violated(item, made.getDescription())));
                    }
                })
                .as("no service has more than eight collaborators");
    }

    private static boolean isForTheCurrentThread(JavaCodeUnitAccess<?> interrupt) {
        return interrupt.getOrigin().getMethodCallsFromSelf().stream()
                .anyMatch(call ->
                        call.getName().equals("currentThread") && call.getLineNumber() == interrupt.getLineNumber());
    }

    // Vocabulary

    private String room(String name) {
        return root + "." + name + "..";
    }

    private DescribedPredicate<JavaClass> areOutside(List<String> rooms) {
        return areNot(
                "in " + String.join(", ", rooms),
                resideInAnyPackage(rooms.stream().map(this::room).toArray(String[]::new)));
    }

    private static DescribedPredicate<JavaClass> areNot(String words, DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.not(predicate).as("are not " + words);
    }

    private DescribedPredicate<JavaClass> isAdapter() {
        DescribedPredicate<JavaClass> owner =
                resideInAnyPackage(ROOMS_WITH_TABLES.stream().map(this::room).toArray(String[]::new));
        return owner.and(DescribedPredicate.describe("Jdbc*", item -> {
            String name = item.getName().substring(item.getPackageName().length() + 1);
            return name.startsWith("Jdbc");
        }));
    }

    private static ArchCondition<JavaClass> access(
            String words, java.util.function.Predicate<JavaCodeUnitAccess<?>> forbidden) {
        return new ArchCondition<>(words) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                // Calls and method references alike.
                item.getCodeUnitAccessesFromSelf().stream()
                        .filter(forbidden)
                        .forEach(access -> events.add(SimpleConditionEvent.violated(item, access.getDescription())));
            }
        };
    }
}
