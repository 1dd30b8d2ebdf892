package com.example.posters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.GatewayException;
import io.github.imagetask.spring.boot.testing.FakeGatewaysConfiguration;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.Fault;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** A test as a user writes it. */
@SpringBootTest(
    properties = {
      "imagetask.uniall.base-url=https://production.example.com",
      "imagetask.uniall.api-key=test-key-of-production"
    })
@Import(FakeGatewaysConfiguration.class)
class PosterServiceTest {
  @Autowired PosterService posters;
  @Autowired FakeGateways gateways;

  @AfterEach
  void reset() {
    gateways.uniall().reset();
  }

  @Test
  void aPosterIsPaintedAndItsKeyKept(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("sphere.png");

    posters.paint("order-1", "A small blue glass sphere on a clean white desk", file);

    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1024);
    assertThat(posters.keys.get("order-1")).startsWith("uniall:");
    assertThat(gateways.uniall().submits()).isEqualTo(1);
  }

  @Test
  void aRefusalReachesTheCaller(@TempDir Path folder) {
    gateways.uniall().next(FakeCall.SUBMIT, Fault.status(401));

    assertThatThrownBy(() -> posters.paint("order-2", "A sphere", folder.resolve("sphere.png")))
        .isInstanceOf(GatewayException.class);
    assertThat(posters.keys).doesNotContainKey("order-2");
  }
}
