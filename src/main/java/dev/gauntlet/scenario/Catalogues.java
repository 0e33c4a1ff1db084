package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Catalogue;
import java.util.List;

/** Every algorithm that a scenario can name. */
public final class Catalogues {

  private Catalogues() {}

  /** All catalogues, for a list of what there is. */
  public static List<Catalogue<?>> all() {
    return List.of(
        LearningCatalogues.DATA_SETS,
        LearningCatalogues.PARTITIONS,
        LearningCatalogues.NETWORKS,
        LearningCatalogues.LAYERS,
        Attacks.ALL,
        AdaptationReader.ALL,
        Triggers.ALL,
        AggregationRules.ALL,
        DefenseCatalogues.PHASES,
        DefenseCatalogues.VOTES,
        FederationCatalogues.SELECTION_STRATEGIES,
        FederationCatalogues.TIME_MODES,
        FederationCatalogues.STALENESS_WEIGHTINGS,
        FederationCatalogues.RATE_DECAYS,
        FederationCatalogues.DISTRIBUTIONS,
        FederationCatalogues.TIMELINE_ACTIONS);
  }
}
