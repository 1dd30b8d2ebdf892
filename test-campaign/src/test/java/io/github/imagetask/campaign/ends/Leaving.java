package io.github.imagetask.campaign.ends;

import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.campaign.Clients;
import io.github.imagetask.uniall.UniAllClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A main that returns and leaves its client as it is. */
final class Leaving {
  private Leaving() {}

  /** Takes the gateway's address and what is under way: idle, or waiting. */
  public static void main(String[] arguments) {
    UniAllClient client =
        Clients.of(arguments[0])
            .pollPolicy(
                Clients.policy(
                    Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMinutes(10)))
            .build();
    int bytes = client.generate(Clients.request("done-1")).first().bytes().length;
    String state = "none";
    if (arguments[1].equals("waiting")) {
      ImageTask task = client.submit(Clients.request("held-1"));
      task.refresh();
      CompletableFuture<ImageResult> never = task.resultAsync();
      ImageResult later = client.generate(Clients.request("done-2"));
      bytes = later.first().bytes().length; // by now its query is under way, too
      state = never.isDone() ? "done" : "waits";
    }
    System.out.println("got " + bytes + " " + state);
    System.out.println("returns " + System.nanoTime());
  }
}
