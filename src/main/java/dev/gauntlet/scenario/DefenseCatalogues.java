package dev.gauntlet.scenario;

import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.hocon.Catalogue;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.phase.PhasePlan;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The phases of a run and how they defend, with the readers of the keys. */
final class DefenseCatalogues {

  static final Catalogue<BiFunction<Section, PhaseReader.Run, PhasePlan>> PHASES =
      new Catalogue<BiFunction<Section, PhaseReader.Run, PhasePlan>>("phase", "phases")
          .with("training", PhaseReader::training, "federated training", "McMahan et al. 2017")
          .with(
              "pruning",
              PhaseReader::pruning,
              "prunes dormant channels of the last convolution by the clients' vote",
              Catalogue.PAPER)
          .with(
              "clipping",
              PhaseReader::clipping,
              "sets extreme weights of the last convolution to 0",
              Catalogue.PAPER)
          .with(
              "fine-tuning",
              PhaseReader::fineTuning,
              "trains on with the pruned channels held at 0",
              Catalogue.PAPER)
          .with(
              "fine-pruning",
              PhaseReader::finePruning,
              "the server prunes and fine-tunes by itself, on its own clean images",
              "Liu, Dolan-Gavitt, Garg 2018, arXiv:1805.12185")
          .with(
              "neural-cleanse",
              PhaseReader::neuralCleanse,
              "the server reconstructs a trigger for each label and unlearns those too small",
              "Wang et al., IEEE S&P 2019");

  static final Catalogue<Function<Section, PruningVote>> VOTES =
      new Catalogue<Function<Section, PruningVote>>("vote", "votes")
          .with(
              "ranking",
              VoteReader::ranking,
              "clients rank channels by activation",
              Catalogue.PAPER)
          .with("majority", VoteReader::majority, "clients vote to prune or keep", Catalogue.PAPER);

  private DefenseCatalogues() {}
}
