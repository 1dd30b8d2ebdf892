package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OkHttpVersionTest {
  /** Builds a client; called by reflection, for it is loaded once more. */
  public static final class Builds {
    private Builds() {}

    public static String client() {
      try (TestClient client = TestClient.builder(okhttp3.HttpUrl.get("http://x.test/")).build()) {
        return client.toString();
      }
    }
  }

  @Test
  void clientIsBuiltOnAnOkHttpThatHasAllClasses() throws Exception {
    try (Loader loader = new Loader("none")) {
      assertThat(loader.buildClient()).isEqualTo("TestClient{x.test}");
    }
  }

  @Test
  void okHttp3IsRefusedWhenAClientIsBuilt() throws Exception {
    // What 3.14.9 hasn't got, of all classes that we could ask for.
    try (Loader loader = new Loader("okhttp3.OkHttp")) {
      assertThatThrownBy(loader::buildClient)
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "imagetask needs OkHttp 4.12 or newer, and this class path has OkHttp 3; set"
                  + " com.squareup.okhttp3:okhttp to 4.12.0 in the build (where Spring Boot manages"
                  + " it, the property okhttp3.version)");
    }
  }

  /** The same class path once more, without one class. */
  private static final class Loader extends URLClassLoader {
    private final String hidden;

    Loader(String hidden) throws IOException {
      super(classPath(), ClassLoader.getPlatformClassLoader());
      this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(hidden)) throw new ClassNotFoundException(name);
      return super.loadClass(name, resolve);
    }

    String buildClient() throws ReflectiveOperationException {
      Method client = loadClass(Builds.class.getName()).getMethod("client");
      return (String) client.invoke(null);
    }

    private static URL[] classPath() throws MalformedURLException {
      List<URL> urls = new ArrayList<>();
      String all =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      for (String each : all.split(File.pathSeparator, -1)) {
        urls.add(new File(each).toURI().toURL());
      }
      return urls.toArray(new URL[0]);
    }
  }
}
