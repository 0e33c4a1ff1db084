package dev.gauntlet.scenario;

import dev.gauntlet.attack.Adaptation;
import dev.gauntlet.attack.PruningAware;
import dev.gauntlet.attack.RankManipulation;
import dev.gauntlet.attack.SelfClipping;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Catalogue;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.learning.ActivationRecord;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The keys of an adversary that say what it does about the defence. */
final class AdaptationReader {

  static final Catalogue<Answer> ALL =
      new Catalogue<Answer>("adaptive answer", "adaptive-answers")
          .with(
              "rank-manipulation",
              AdaptationReader::rankManipulation,
              "lies in votes and tests to save the trigger's channels",
              Catalogue.PAPER)
          .with(
              "pruning-aware",
              AdaptationReader::pruningAware,
              "keeps the backdoor out of the channels that will be pruned",
              Catalogue.PAPER)
          .with(
              "self-clipping",
              AdaptationReader::selfClipping,
              "keeps the backdoor out of extreme weights",
              Catalogue.PAPER);

  private AdaptationReader() {}

  /** Reads the block of one answer. */
  interface Answer {
    /**
     * The adaptation with this answer.
     *
     * @param keys the answer's own block
     * @param oracle whether the adversary knows more than its own data
     */
    Adaptation with(Section keys, boolean oracle, Adaptation before);
  }

  /** Some that is allowed, after a problem. */
  static Adaptation read(Section adversary) {
    Set<String> chosen = new LinkedHashSet<>();
    String expected = "expected a list of answers such as [rank-manipulation]";
    for (Setting item : adversary.items("adaptive", expected)) {
      Optional<String> word = item.word(ALL.kind(), ALL.names());
      if (word.isPresent() && !chosen.add(word.get())) {
        item.problem(word.get() + " is listed twice", "leave it out");
      }
    }
    boolean oracle = adversary.setting("knowledge").isSecond("knowledge", "own-data", "oracle");
    if (oracle && !chosen.contains("pruning-aware") && adversary.sound("adaptive")) {
      adversary.problem(
          "knowledge", "oracle does nothing without pruning-aware", "expected own-data");
    }
    Adaptation adaptation = Adaptation.NONE;
    for (String name : ALL.names()) {
      if (chosen.contains(name)) {
        Section keys = adversary.section(name, Defaults.of(ALL, name));
        adaptation = ALL.get(name).with(keys, oracle, adaptation);
      } else if (adversary.isGiven(name)) {
        adversary.section(name).abandon();
        adversary.problem(
            name, "does nothing without adaptive = [" + name + "]", "leave it out, or list it");
      }
    }
    return adaptation;
  }

  private static Adaptation rankManipulation(Section keys, boolean oracle, Adaptation before) {
    return before.with(new RankManipulation(keys.number("trigger-share", Bounds.above(0).to(1))));
  }

  private static Adaptation pruningAware(Section keys, boolean oracle, Adaptation before) {
    double share = keys.number("expected-share", Bounds.INSIDE_FRACTION);
    ActivationRecord record = DefenceWords.record(keys);
    return before.with(
        oracle ? PruningAware.byOracle(share, record) : PruningAware.byOwnData(share, record));
  }

  private static Adaptation selfClipping(Section keys, boolean oracle, Adaptation before) {
    return before.with(
        new SelfClipping(
            keys.number("delta", Bounds.above(1).to(Limits.DEVIATIONS)),
            DefenceWords.spread(keys)));
  }
}
