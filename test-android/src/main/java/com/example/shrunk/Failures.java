package com.example.shrunk;

import io.github.imagetask.ConnectionException;
import io.github.imagetask.DownloadException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.MalformedResponseException;
import io.github.imagetask.NoImageException;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskPendingException;
import io.github.imagetask.TaskTimeoutException;
import io.github.imagetask.WaitAbortedException;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.zexi.ZexiClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Meets every kind of error and every exception; the test has told the gateways to bring them. */
final class Failures {
  /** By class and not by name, which R8 changes. */
  private static final Map<Class<? extends RuntimeException>, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put(InvalidRequestException.class, "invalid request");
    NAMES.put(ConnectionException.class, "connection");
    NAMES.put(GatewayException.class, "gateway");
    NAMES.put(SubmitOutcomeUnknownException.class, "outcome unknown");
    NAMES.put(NoImageException.class, "no image");
    NAMES.put(TaskPendingException.class, "task pending");
    NAMES.put(TaskFailedException.class, "task failed");
    NAMES.put(TaskTimeoutException.class, "timeout");
    NAMES.put(WaitAbortedException.class, "wait aborted");
    NAMES.put(MalformedResponseException.class, "malformed");
    NAMES.put(DownloadException.class, "download");
  }

  private Failures() {}

  /** A refusal of each kind. */
  static void refusals() {
    try (UniAllClient client = Clients.uniall().build()) {
      for (ErrorKind expected : ErrorKind.values()) {
        try {
          client.submit(Jobs.uniallRequest());
          System.out.println("accepted instead of " + expected);
        } catch (GatewayException e) {
          System.out.println(e.error().kind());
        }
      }
    }
  }

  /** Every exception, in the order of {@link #NAMES}. */
  static void exceptions() {
    try (UniAllClient uniall = Clients.uniall().build();
        UniAllClient nobody = Clients.uniall().baseUrl("http://127.0.0.1:1").build();
        UniAllClient small = Clients.uniall().maxImageBytes(100).build();
        HingnetClient hingnet = Clients.hingnet().build();
        ZexiClient zexi = Clients.zexi().build();
        MeituClient meitu = Clients.meitu().build()) {
      UniAllImageRequest request = Jobs.uniallRequest();
      ImageTask endless = zexi.submit(Jobs.zexiRequest());
      tell(() -> request.newBuilder().prompt("").build());
      tell(() -> nobody.submit(request));
      tell(() -> uniall.submit(request)); // refused
      tell(() -> uniall.submit(request)); // cut after it was read
      tell(() -> uniall.direct().generate(request));
      tell(() -> meitu.direct().generate(Jobs.meituRequest()));
      tell(() -> hingnet.generate(Jobs.hingnetRequest()));
      tell(() -> endless.awaitResult(Duration.ofMillis(100)));
      Thread.currentThread().interrupt();
      tell(endless::awaitResult);
      Thread.interrupted();
      tell(() -> uniall.generate(request)); // answers that are no task
      tell(() -> small.generate(request).first().bytes());
    }
  }

  private static void tell(Runnable call) {
    try {
      call.run();
      System.out.println("nothing went wrong");
    } catch (RuntimeException e) {
      System.out.println(NAMES.get(e.getClass()) + (hasKey(e) ? ", with its key" : ""));
    }
  }

  private static boolean hasKey(RuntimeException e) {
    return e instanceof ImageTaskException ours && ours.key() != null;
  }
}
