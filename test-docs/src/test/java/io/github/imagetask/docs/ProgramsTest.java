package io.github.imagetask.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.source.util.JavacTask;
import io.github.imagetask.testing.fake.FakeGateways;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Every Java program of every page compiles, and does what it does without an exception; those in
 * Chinese are the same, which {@link PagesTest} says, and so aren't run again.
 */
@Tag("slow")
final class ProgramsTest {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
  private static final Path LUMEN = Pages.ROOT.resolve("test-fifth-gateway/src");

  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> everyProgramCompilesAndRuns() throws Exception {
    List<Program> programs = new ArrayList<>();
    for (Path page : Pages.withPrograms()) {
      for (Block block : Pages.blocks(page)) {
        if (!block.language().equals("java")) continue;
        programs.add(Program.of(block, programs.size(), ProgramsTest::parses));
      }
    }
    assertThat(programs).hasSizeGreaterThan(50);

    assertThat(compile(programs)).isEmpty();

    FakeGateways gateways = FakeGateways.start();
    return programs.stream()
        .filter(each -> each.block().isRun() && !each.block().place().contains("zh-CN"))
        .map(each -> dynamicTest(each.block().place(), () -> run(each, gateways)))
        .onClose(gateways::close);
  }

  private static void run(Program program, FakeGateways gateways) throws Exception {
    Scene.set(gateways, Files.createTempDirectory(folder, "scene"));
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, ProgramsTest.class.getClassLoader())) {
      Class<?> loaded = loader.loadClass(program.className());
      if (!program.isWhole()) {
        ((Scene) loaded.getConstructor().newInstance()).run();
      } else if (program.source().contains("@Test")) {
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(loaded))
            .execute()
            .testEvents()
            .assertStatistics(count -> count.started(1).succeeded(1));
      } else if (program.source().contains(" main(")) {
        loaded.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
      }
    } finally {
      Scene.close();
    }
  }

  private static boolean parses(String text) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try {
      ((JavacTask) JAVAC.getTask(null, null, found, null, null, List.of(new Source("W", text))))
          .parse();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return found.getDiagnostics().isEmpty();
  }

  /** Compiles into the folder, and returns what is wrong. */
  private static List<String> compile(List<Program> programs) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (Program each : programs) sources.add(new Source(each.className(), each.source()));
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = JAVAC.getStandardFileManager(found, null, UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
      files.setLocationFromPaths(
          StandardLocation.SOURCE_PATH,
          List.of(LUMEN.resolve("main/java"), LUMEN.resolve("test/java")));
      List<String> options =
          List.of("-proc:none", "-implicit:none", "-Xlint:-options", "-Xmaxerrs", "1000");
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      JAVAC.getTask(nowhere, files, found, options, null, sources).call();
    }
    List<String> errors = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : found.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) errors.add(at(each, programs));
    }
    return errors;
  }

  private static String at(Diagnostic<? extends JavaFileObject> error, List<Program> programs) {
    String message = error.getMessage(Locale.ROOT);
    for (Program each : programs) {
      if (error.getSource() == null) break;
      if (!error.getSource().getName().equals(Source.path(each.className()))) continue;
      String line = each.source().split("\n", -1)[(int) error.getLineNumber() - 1];
      return each.block().place() + ": " + message + " in: " + line.trim();
    }
    return message;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string://" + path(className)), Kind.SOURCE);
      this.text = text;
    }

    static String path(String className) {
      return "/" + className.replace('.', '/') + ".java";
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
