package dev.gauntlet.aggregation;

/**
 * How the updates of a round become a step of the global model.
 *
 * @param rule combines them
 * @param whenViolated what becomes of a round with too few updates for the rule
 * @param serverLearningRate eta, the factor on the combined update; above 0
 */
public record AggregationPlan(Aggregator rule, Fallback whenViolated, double serverLearningRate) {}
