package io.github.imagetask.campaign.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import okhttp3.Cache;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/** Whose OkHttpClient a client is built on: nobody's, or a user's with something in it. */
enum Kind {
  OWN,
  RETRY_APP,
  RETRY_NET,
  AUTH,
  CACHE;

  private static final int TRIES = 3;

  /** As the table spells it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Puts this kind's part into a user's client. */
  void addTo(OkHttpClient.Builder client) {
    switch (this) {
      case RETRY_APP -> client.addInterceptor(Kind::threeTimes);
      case RETRY_NET -> client.addNetworkInterceptor(Kind::threeTimes);
      case AUTH -> client.authenticator(Kind::password).proxyAuthenticator(Kind::password);
      case CACHE -> client.cache(Shared.CACHE);
      case OWN -> throw new IllegalStateException("nobody's client has no part of a user's");
    }
  }

  private static Request password(Route route, Response response) {
    return response.request().newBuilder().header("X-Password", "secret").build();
  }

  /** What many write: again after a failure, and after a status that may pass. */
  private static Response threeTimes(Interceptor.Chain chain) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        Response response = chain.proceed(chain.request());
        boolean passes = response.code() >= 500 || response.code() == 429 || response.code() == 408;
        if (!passes || tries == TRIES) return response;
        response.close();
      } catch (IOException e) {
        if (tries == TRIES) throw e;
      }
    }
  }

  private static final class Shared {
    static final Cache CACHE = cache();

    private static Cache cache() {
      try {
        Path target = Files.createDirectories(Path.of("target"));
        return new Cache(Files.createTempDirectory(target, "campaign-cache").toFile(), 10 << 20);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
