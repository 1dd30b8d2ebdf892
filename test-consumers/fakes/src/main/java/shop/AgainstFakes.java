package shop;

import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** Runs the README's first program, by the command that it is given, against the fake gateways. */
public final class AgainstFakes {
  public static void main(String[] command) throws Exception {
    Path sphere = Paths.get("sphere.png");
    Files.deleteIfExists(sphere);
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeGateway uniall = gateways.uniall();
      ProcessBuilder program = new ProcessBuilder(command).inheritIO();
      program.environment().put("UNIALL_BASE_URL", uniall.baseUrl());
      program.environment().put("UNIALL_API_KEY", uniall.apiKey());
      Process process = program.start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) process.destroyForcibly();
      int exit = process.waitFor();

      BufferedImage image = exit == 0 ? ImageIO.read(sphere.toFile()) : null;
      String seen = image == null ? "no image" : image.getWidth() + "x" + image.getHeight();
      System.out.println("exit " + exit + ", " + uniall.tasks() + " task, " + seen);
      if (exit != 0 || uniall.tasks() != 1 || !seen.equals("1024x768")) System.exit(1);
    }
  }
}
