package dev.gauntlet.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.learning.dl4j.Dl4jEngine;
import dev.gauntlet.learning.openblas.OpenBlasEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NetworkEnginesTest {

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(NetworkEngines.class);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  @Test
  void prefersTheCompactEngineAndChoosesOnceAProcess() {
    assertThat(NetworkEngines.preferred())
        .isInstanceOf(OpenBlasEngine.class)
        .isSameAs(NetworkEngines.preferred());
    assertThat(log.list).isEmpty();
  }

  @Test
  void fallsBackToDeeplearning4jWithOneWarning() {
    NetworkEngine engine =
        NetworkEngines.preferred(
            () -> {
              throw new UnsatisfiedLinkError("no jniopenblas_nolapack in java.library.path");
            });

    assertThat(engine).isInstanceOf(Dl4jEngine.class);
    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getLevel()).isEqualTo(Level.WARN);
    assertThat(log.list.get(0).getFormattedMessage())
        .contains("Deeplearning4j")
        .contains("no jniopenblas_nolapack");
    assertThat(log.list.get(0).getThrowableProxy()).as("no page of stack trace").isNull();
  }
}
