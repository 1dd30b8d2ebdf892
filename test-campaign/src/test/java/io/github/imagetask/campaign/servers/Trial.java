package io.github.imagetask.campaign.servers;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskKey;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;

/**
 * One call through a server of another's, and what came of it.
 *
 * @param server which stands in front
 * @param what goes wrong
 * @param call {@code submit}, or {@code wait}: a task that was submitted past the server is taken
 *     up through it, and its image is fetched
 * @param protocol {@code http}, or {@code h1} and {@code h2} over TLS
 * @param origin the server's, with a path if it tells the cases by that
 * @param http the user's client; null if there is none
 */
record Trial(
    String server,
    Case what,
    String call,
    String protocol,
    Gateway gateway,
    FakeGateways fakes,
    String origin,
    OkHttpClient http) {
  private static final Duration SHORT = Duration.ofMillis(100);

  /** What came of it, in words; empty if the table allows it. */
  String run(Table table) {
    FakeGateway fake = gateway.in(fakes);
    Table.Row row = table.row(server, what.name(), call, protocol, gateway.label());
    if (row == null) return this + ": not in the table";
    List<String> wrong = new ArrayList<>();
    int done = 0;
    try (ImageClient<?> client = gateway.client(fake, origin, this::options)) {
      Fault fault = what.fault().get();
      if (call.equals("wait")) {
        TaskKey key = submitPastTheServer(fake);
        if (fault != null) fake.next(FakeCall.QUERY, fault);
        Outcome outcome =
            Outcome.of(() -> client.task(key).awaitResult().first().bytes(), fake.secrets());
        wrong.addAll(outcome.differences(row, fake.submits()));
      } else {
        for (int i = 0; i < what.warmUps(); i++) gateway.submit(client, 0);
        if (fault != null) fake.next(FakeCall.SUBMIT, fault);
        for (int i = 0; i < what.submits(); i++) {
          if (i > 0) LockSupport.parkNanos(what.pause().toNanos());
          Outcome outcome =
              Outcome.of(() -> gateway.submit(client, what.ballast()), fake.secrets());
          if (outcome.isOk()) done++;
          boolean isLast = i == what.submits() - 1;
          int posts = isLast ? posts(fake, row) : fake.submits();
          if (isLast) wrong.addAll(outcome.differences(row, posts));
          else wrong.addAll(outcome.differences(row, Table.Row.ANY));
          if (posts > what.warmUps() + i + 1) wrong.add(posts + " POSTs of " + (i + 1));
        }
        if (fake.submits() < what.warmUps() + done) wrong.add("accepted, but not by the gateway");
      }
    } catch (RuntimeException e) {
      wrong.add(e.toString());
    }
    if (fake.credentialsAtOtherOrigins() > 0) wrong.add("credentials at another origin");
    return wrong.isEmpty() ? "" : this + ": " + wrong + ", but the table says: " + row;
  }

  /** A server in front that has lost patience may have sent what the gateway hasn't read yet. */
  private static int posts(FakeGateway fake, Table.Row row) {
    try {
      boolean unused = fake.await(FakeCall.SUBMIT, row.leastPosts(), Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return fake.submits();
  }

  private TaskKey submitPastTheServer(FakeGateway fake) {
    String own = fake.baseUrl().substring(0, fake.baseUrl().indexOf("/" + gateway.label()));
    try (ImageClient<?> direct = gateway.client(fake, own, builder -> {})) {
      return gateway.submit(direct, 0).key();
    }
  }

  private void options(ImageClient.Builder<?> builder) {
    if (http != null) builder.okHttpClient(http);
    builder
        .requestTimeout(Duration.ofSeconds(20))
        .submitTimeout(Duration.ofSeconds(60))
        .pollPolicy(
            PollPolicy.builder()
                .firstDelay(Duration.ZERO)
                .delays(SHORT, SHORT.multipliedBy(5))
                .deadline(what.deadline())
                .build());
  }

  @Override
  public String toString() {
    return String.join(" ", server, what.name(), call, protocol, gateway.label());
  }

  /** What one call came to: OK, or the exception's class without "Exception". */
  private record Outcome(String name, boolean hasKey, String secret, String text) {
    interface Action {
      Object run();
    }

    static Outcome of(Action action, List<String> secrets) {
      try {
        Object unused = action.run();
        return new Outcome("OK", true, null, "OK");
      } catch (ImageTaskException e) {
        String text = text(e);
        String secret = secrets.stream().filter(text::contains).findFirst().orElse(null);
        String name = e.getClass().getSimpleName().replaceFirst("Exception$", "");
        return new Outcome(name, e.key() != null, secret, text.lines().findFirst().orElse(""));
      }
    }

    boolean isOk() {
      return name.equals("OK");
    }

    List<String> differences(Table.Row row, int posts) {
      List<String> all = new ArrayList<>();
      if (!row.allows(posts, name, hasKey)) all.add(posts + " POSTs, key " + hasKey + ", " + text);
      if (secret != null) all.add("a secret in " + name);
      return all;
    }

    static String text(Throwable thrown) {
      StringWriter text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text));
      return text.toString();
    }
  }
}
