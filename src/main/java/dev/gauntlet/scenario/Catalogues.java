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
        AttackCatalogues.ATTACKS,
        AttackCatalogues.ADAPTIVE_ANSWERS,
        AttackCatalogues.TRIGGERS,
        DefenseCatalogues.AGGREGATION_RULES,
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
