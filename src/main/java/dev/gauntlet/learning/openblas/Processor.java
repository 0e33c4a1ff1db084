package dev.gauntlet.learning.openblas;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** What is known of the processor. */
final class Processor {

  /** HotSpot's name for AVX-512. */
  private static final int AVX_512 = 3;

  private Processor() {}

  /**
   * Whether there are vector registers of 512 bits, which OpenBLAS has kernels for small matrices
   * for. It cannot be asked through JavaCPP, so HotSpot is, which has looked for itself; another
   * virtual machine means no.
   */
  static boolean hasAvx512() {
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      return hotSpot != null
          && Integer.parseInt(hotSpot.getVMOption("UseAVX").getValue()) >= AVX_512;
    } catch (IllegalArgumentException e) {
      // No such option: not an x86 processor.
      return false;
    }
  }
}
