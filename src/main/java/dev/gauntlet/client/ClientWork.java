package dev.gauntlet.client;

import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.Learner;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;

/** What a client does with a task: a pure function of the client, the model and the task. */
public interface ClientWork {

  /**
   * Does the task.
   *
   * @param fired the entries of the run's timeline that have fired, in that order
   */
  ClientReply perform(ClientTask task, GlobalModel model, FiredEntries fired, Learner learner);
}
