package dev.gauntlet.experiment;

import dev.gauntlet.client.AttackerWork;
import dev.gauntlet.client.BenignWork;
import dev.gauntlet.client.ClientWork;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.simulation.RandomStreams;

/** What each of a run's clients does: the same on whichever machine. */
record Clients(Scenario scenario, FederationData data, RandomStreams streams) {

  ClientWork workOf(ClientId client) {
    BenignWork honest =
        new BenignWork(
            client, data.examplesOf(client), scenario.architecture().lastConvolution(), streams);
    return scenario
        .attackScript()
        .adversaryOf(client)
        .map(adversary -> (ClientWork) new AttackerWork(honest, scenario.attackScript(), adversary))
        .orElse(honest);
  }
}
