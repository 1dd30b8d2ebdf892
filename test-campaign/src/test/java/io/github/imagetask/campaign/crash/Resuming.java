package io.github.imagetask.campaign.crash;

import io.github.imagetask.campaign.BareGateway;
import io.github.imagetask.campaign.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A lane's second process; a new one where the last was killed. */
final class Resuming implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final BareGateway gateway;
  private ChildJvm process;

  Resuming(BareGateway gateway) throws IOException {
    this.gateway = gateway;
    this.process = ChildJvm.start(Resumer.class, gateway.url());
  }

  void begin(Path folder) throws IOException {
    process.tell(folder.toString());
  }

  /** How many images it has saved. */
  int saved() throws InterruptedException {
    return Integer.parseInt(process.line("saved ", PATIENCE));
  }

  void kill() throws IOException, InterruptedException {
    process.kill();
    process = ChildJvm.start(Resumer.class, gateway.url());
  }

  @Override
  public void close() {
    process.close();
  }
}
