package dev.gauntlet.experiment.runfolder;

import dev.gauntlet.data.DataFile;
import dev.gauntlet.experiment.backend.ClusterReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that may differ between two runs that give the same results.
 *
 * @param version of this program
 * @param commit it was built from
 * @param blas the engine and its linear algebra
 * @param data the set of images as results should call it
 * @param dataFiles what was read, with SHA-256; empty for images made by code
 * @param started the wall clock's time in ISO 8601
 * @param wallSeconds from the first message to the last; null while the run goes on
 * @param trainedSamples examples that clients trained on, every pass counted
 * @param trainingSamplesPerSecond of wall time spent in training rounds
 * @param resumed how often the run was resumed, if it was
 * @param forkedFrom the run and the point that it comes from, if it is a fork
 * @param cluster who did the clients' work, if not this JVM
 * @param failure the cause, if the run failed
 */
public record Manifest(
    String version,
    String commit,
    String jvm,
    String os,
    String processor,
    String blas,
    int threads,
    String data,
    List<DataFile> dataFiles,
    String started,
    @Nullable Double wallSeconds,
    long trainedSamples,
    @Nullable Double trainingSamplesPerSecond,
    @Nullable Integer resumed,
    @Nullable String forkedFrom,
    @Nullable ClusterReport cluster,
    @Nullable String failure) {

  public Manifest {
    dataFiles = List.copyOf(dataFiles);
  }
}
