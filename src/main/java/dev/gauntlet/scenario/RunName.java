package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Messages;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import java.nio.file.Path;

/** A scenario's name, which also names a run's folder; the base name of its file by default. */
final class RunName {

  private static final String EXTENSION = ".conf";
  private static final int LONGEST = 100;
  private static final String EXPECTED =
      "expected up to "
          + LONGEST
          + " characters that can name a folder, without slashes and not beginning with a dot";

  private RunName() {}

  static String read(Section root, String file) {
    Setting setting = root.setting("name", baseName(file));
    String name = setting.text(EXPECTED);
    boolean names =
        !name.isBlank()
            && name.equals(name.strip())
            && name.length() <= LONGEST
            && !name.startsWith(".")
            && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    if (!names && setting.isSound()) {
      setting.problem(Messages.quote(name) + " cannot name a run's folder", EXPECTED);
    }
    return name;
  }

  private static String baseName(String file) {
    Path last = Path.of(file).getFileName();
    String name = last == null ? file : last.toString();
    return name.endsWith(EXTENSION) && name.length() > EXTENSION.length()
        ? name.substring(0, name.length() - EXTENSION.length())
        : name;
  }
}
