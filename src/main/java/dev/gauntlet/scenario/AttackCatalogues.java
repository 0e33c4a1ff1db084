package dev.gauntlet.scenario;

import dev.gauntlet.attack.TriggerPattern;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.hocon.Catalogue;
import dev.gauntlet.hocon.Section;
import java.util.Optional;
import java.util.function.BiFunction;

/** What a scenario can say of adversaries, with the readers of the keys. */
final class AttackCatalogues {

  private static final String BAGDASARYAN = "Bagdasaryan et al., AISTATS 2020, arXiv:1807.00459";
  private static final String FANG = "Fang et al., USENIX Security 2020, arXiv:1911.11815";
  private static final String SHEJWALKAR = "Shejwalkar, Houmansadr, NDSS 2021";

  static final Catalogue<AttackReader.Kind> ATTACKS =
      new Catalogue<AttackReader.Kind>("attack", "attacks")
          .with(
              "model-replacement",
              AttackReader.targeted(AttackReader::modelReplacement),
              "trains on marked images, returns alpha times the update",
              BAGDASARYAN)
          .with(
              "constrain-and-scale",
              AttackReader.targeted(AttackReader::constrainAndScale),
              "the loss keeps it near the global model, then alpha times the update",
              BAGDASARYAN)
          .with(
              "projected-gradient",
              AttackReader.targeted(AttackReader::projectedGradient),
              "the update keeps to a norm ball around the global model",
              "Wang et al., NeurIPS 2020, arXiv:2007.05084")
          .with(
              "neurotoxin",
              AttackReader.targeted(AttackReader::neurotoxin),
              "trains only coordinates that honest updates leave alone",
              "Zhang et al., ICML 2022, arXiv:2206.10341")
          .with(
              "sign-flip",
              AttackReader.untargeted(AttackReader::signFlip),
              "its honest update, backwards",
              "Li et al., AAAI 2019, arXiv:1811.03761 (RSA)")
          .with(
              "gaussian-noise",
              AttackReader.untargeted(AttackReader::gaussianNoise),
              "noise in place of an update",
              "Blanchard et al., NeurIPS 2017, arXiv:1703.02757")
          .with(
              "alie",
              AttackReader.untargeted(AttackReader::littleIsEnough),
              "a little is enough: some deviations off the honest mean",
              "Baruch, Baruch, Goldberg, NeurIPS 2019, arXiv:1902.06156")
          .with(
              "inner-product",
              AttackReader.untargeted(AttackReader::innerProduct),
              "against the honest mean",
              "Xie, Koyejo, Gupta, UAI 2019, arXiv:1903.03936")
          .with(
              "fang-krum",
              AttackReader.untargeted(AttackReader::fangKrum),
              "as far against the honest direction as Krum still chooses",
              FANG)
          .with(
              "fang-trimmed-mean",
              AttackReader.untargeted(AttackReader::fangTrimmedMean),
              "beyond the honest values of each coordinate, on the wrong side",
              FANG)
          .with(
              "min-max",
              AttackReader.untargeted(AttackReader::minMax),
              "no further from an honest update than they are from each other",
              SHEJWALKAR)
          .with(
              "min-sum",
              AttackReader.untargeted(AttackReader::minSum),
              "no further from all honest updates than one of them",
              SHEJWALKAR);

  static final Catalogue<AdaptationReader.Answer> ADAPTIVE_ANSWERS =
      new Catalogue<AdaptationReader.Answer>("adaptive answer", "adaptive-answers")
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

  static final Catalogue<BiFunction<Section, ImageShape, Optional<TriggerPattern>>> TRIGGERS =
      new Catalogue<BiFunction<Section, ImageShape, Optional<TriggerPattern>>>(
              "trigger pattern", "triggers")
          .with(
              "pixels",
              TriggerReader::pixels,
              "a figure of 1, 3, 5, 7 or 9 pixels near the bottom right corner",
              Catalogue.PAPER)
          .with(
              "distributed",
              TriggerReader::distributed,
              "bars, one for each attacker; the ASR is measured with all",
              "Xie et al., ICLR 2020 (DBA)")
          .with("mask", TriggerReader::mask, "an ASCII picture of the whole image", "")
          .with(
              "blended",
              TriggerReader::blended,
              "a pattern of noise blended into the whole image",
              "Chen et al. 2017, arXiv:1712.05526")
          .with(
              "edge-case",
              TriggerReader::edgeCase,
              "no pixel changed: the brightest of the victim label's images, as they are",
              "Wang et al., NeurIPS 2020, arXiv:2007.05084; Bagdasaryan et al. 2020 (semantic)")
          .with(
              "label-flip",
              TriggerReader::labelFlip,
              "no pixel changed: all images of the victim label",
              "Tolpegin et al., ESORICS 2020, arXiv:2007.08432");

  private AttackCatalogues() {}
}
