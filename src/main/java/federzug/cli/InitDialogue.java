package federzug.cli;

import federzug.notice.Notice;
import federzug.start.Setting;
import federzug.start.SettingsFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the settings that most houses need; a wrong answer is explained and asked for again.
 *
 * @param ask shows a question and waits for the answer; null when nobody answers any more
 */
record InitDialogue(Terminal terminal, SettingsFile file, Function<String, @Nullable String> ask) {
    /** @return key → answer, empty ones too; nothing if the dialogue was ended */
    Optional<Map<String, String>> hold() {
        Map<String, String> answers = new LinkedHashMap<>();
        Optional<Setting> next = file.next(answers);
        while (next.isPresent()) {
            Setting setting = next.get();
            String answer = ask.apply(question(setting));
            if (answer == null) {
                return Optional.empty();
            }
            Optional<Notice> fault = file.fault(setting, answer.strip());
            if (fault.isPresent()) {
                terminal.trouble(fault.get());
            } else {
                answers.put(setting.key(), answer.strip());
            }
            next = file.next(answers);
        }
        return Optional.of(answers);
    }

    private String question(Setting setting) {
        return setting.fallback().isEmpty()
                ? terminal.texts().text("cli.init.question", setting.key(), setting.text())
                : terminal.texts().text("cli.init.question-else", setting.key(), setting.text(), setting.fallback());
    }
}
