package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What native images are told of {@link Threads}' one reflective call. */
final class ReachabilityMetadataTest {
  private static final String FILE =
      "/META-INF/native-image/io.github.imagetask/imagetask-core/reachability-metadata.json";

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21) // where there are virtual threads
  void itNamesTheMethodsThatAreCalled() throws Exception {
    List<String> named = new ArrayList<>();

    for (Map<?, ?> type : types()) {
      for (Object method : (List<?>) type.get("methods")) named.add(signature(type, method));
    }

    assertThat(named)
        .containsExactly(
            "public static java.lang.Thread$Builder$OfVirtual java.lang.Thread.ofVirtual()",
            "public abstract java.lang.Thread$Builder java.lang.Thread$Builder.name(java.lang.String)",
            "public abstract java.util.concurrent.ThreadFactory java.lang.Thread$Builder.factory()");
  }

  @Test
  void itAppliesWhereThreadsAreMade() throws Exception {
    for (Map<?, ?> type : types()) {
      String condition = ((Map<?, ?>) type.get("condition")).get("typeReached").toString();

      assertThat(condition).isEqualTo(Threads.class.getName());
    }
  }

  private static String signature(Map<?, ?> type, Object method) throws Exception {
    List<Class<?>> parameters = new ArrayList<>();
    for (Object parameter : (List<?>) ((Map<?, ?>) method).get("parameterTypes")) {
      parameters.add(Class.forName(parameter.toString()));
    }
    Method found =
        Class.forName(type.get("type").toString())
            .getMethod(
                ((Map<?, ?>) method).get("name").toString(), parameters.toArray(new Class<?>[0]));
    return found.toString();
  }

  @SuppressWarnings("unchecked") // that is its form
  private static List<Map<?, ?>> types() throws Exception {
    try (JsonReader json =
        JsonReader.of(
            Okio.buffer(Okio.source(ReachabilityMetadataTest.class.getResourceAsStream(FILE))))) {
      return (List<Map<?, ?>>) ((Map<?, ?>) json.readJsonValue()).get("reflection");
    }
  }
}
