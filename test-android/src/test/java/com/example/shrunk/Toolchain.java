package com.example.shrunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.android.tools.r8.ClassFileResourceProvider;
import com.android.tools.r8.CompilationMode;
import com.android.tools.r8.D8;
import com.android.tools.r8.D8Command;
import com.android.tools.r8.Diagnostic;
import com.android.tools.r8.DiagnosticsHandler;
import com.android.tools.r8.JdkClassFileProvider;
import com.android.tools.r8.OutputMode;
import com.android.tools.r8.R8;
import com.android.tools.r8.R8Command;
import com.android.tools.r8.origin.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * D8 and R8, as an Android build of release mode calls them; whatever they warn of is a failure.
 */
final class Toolchain {
  static final int MIN_API = 26;

  private Toolchain() {}

  /** Compiles to dex files. */
  static void d8(List<Path> program, Path output) throws Exception {
    d8(program, List.of(), output, OutputMode.DexIndexed);
  }

  /** Does to class files what the way to dex files begins with: lambdas become classes. */
  static void desugar(List<Path> program, List<Path> others, Path output) throws Exception {
    d8(program, others, output, OutputMode.ClassFile);
  }

  private static void d8(List<Path> program, List<Path> others, Path output, OutputMode mode)
      throws Exception {
    Warnings warnings = new Warnings();
    D8.run(
        D8Command.builder(warnings)
            .setMode(CompilationMode.RELEASE)
            .setMinApiLevel(MIN_API)
            .addLibraryResourceProvider(jdk())
            .addLibraryFiles(Jars.android())
            .addClasspathFiles(others)
            .addProgramFiles(program)
            .setOutput(output, mode)
            .build());
    assertThat(warnings.all).isEmpty();
  }

  /** Shrinks to dex files in full mode. */
  static void r8ToDex(List<Path> program, Path output, String... keepRules) throws Exception {
    r8(program, output, OutputMode.DexIndexed, keepRules);
  }

  /**
   * Shrinks to class files in full mode. What has lambdas must be desugared: R8 9.5.28 takes a
   * method that only a method reference calls for one that nobody calls. On its way to dex files
   * there are no method references left.
   */
  static void r8ToClasses(List<Path> program, Path output, String... keepRules) throws Exception {
    r8(program, output, OutputMode.ClassFile, keepRules);
  }

  private static void r8(List<Path> program, Path output, OutputMode mode, String... keepRules)
      throws Exception {
    Warnings warnings = new Warnings();
    R8Command.Builder command =
        R8Command.builder(warnings)
            .setMode(CompilationMode.RELEASE)
            .setProguardCompatibility(false) // full mode
            .addLibraryResourceProvider(jdk())
            .addLibraryFiles(Jars.android())
            .addProgramFiles(program)
            .addProguardConfiguration(List.of(keepRules), Origin.unknown())
            .setOutput(output, mode, false);
    if (mode == OutputMode.DexIndexed) command.setMinApiLevel(MIN_API);
    R8.run(command.build());
    assertThat(warnings.all).isEmpty();
  }

  /** The java.* classes, which the framework's jar doesn't have; a run closes it. */
  private static ClassFileResourceProvider jdk() throws IOException {
    return JdkClassFileProvider.fromJdkHome(Path.of(System.getProperty("java.home")));
  }

  private static final class Warnings implements DiagnosticsHandler {
    final List<String> all = new ArrayList<>();

    @Override
    public void warning(Diagnostic warning) {
      all.add(warning.getOrigin() + ": " + warning.getDiagnosticMessage());
    }
  }
}
