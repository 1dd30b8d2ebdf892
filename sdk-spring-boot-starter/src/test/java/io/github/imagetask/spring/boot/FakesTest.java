package io.github.imagetask.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskJournal;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.WaitAbortedException;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.meitu.MeituImageRequest;
import io.github.imagetask.meitu.MeituModel;
import io.github.imagetask.spring.boot.testing.FakeGatewaysConfiguration;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.zexi.ZexiClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Clients from a context, at work over real sockets. */
class FakesTest {
  private static final UniAllImageRequest REQUEST =
      UniAllImageRequest.builder().model(UniAllModel.NANO_BANANA).prompt("A blue sphere").build();

  private final ApplicationContextRunner runner =
      Contexts.runner()
          .withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
          .withUserConfiguration(FakeGatewaysConfiguration.class);

  @Test
  void connectionDetailsMakeAClientOfEachGateway() {
    runner.run(
        context -> {
          FakeGateways gateways = context.getBean(FakeGateways.class);
          assertThat(context).hasSingleBean(HingnetClient.class).hasSingleBean(ZexiClient.class);
          assertThat(context.getBean(UniAllClient.class).generate(REQUEST).images()).hasSize(1);
          assertThat(
                  context
                      .getBean(MeituClient.class)
                      .generate(
                          MeituImageRequest.builder()
                              .model(MeituModel.NANO2)
                              .prompt("A blue sphere")
                              .build())
                      .images())
              .hasSize(1);
          assertThat(gateways.uniall().submits()).isEqualTo(1);
          assertThat(gateways.meitu().submits()).isEqualTo(1);
        });
  }

  @Test
  void connectionDetailsTakeThePlaceOfAllAccountsProperties() {
    runner
        .withPropertyValues(
            "imagetask.uniall.base-url=https://production.example.com",
            "imagetask.uniall.accounts.one.api-key=test-key-of-production")
        .run(
            context -> {
              assertThat(context.getBeanNamesForType(UniAllClient.class))
                  .containsExactly("oneUniAllClient");
              context.getBean(UniAllClient.class).generate(REQUEST);
              assertThat(context.getBean(FakeGateways.class).uniall().submits()).isEqualTo(1);
            });
  }

  @Test
  void propertiesLeadToTheGatewayAsWell() {
    try (FakeGateways gateways = FakeGateways.start()) {
      Contexts.runner()
          .withPropertyValues(
              "imagetask.uniall.base-url=" + gateways.uniall().baseUrl(),
              "imagetask.uniall.api-key=" + gateways.uniall().apiKey(),
              "imagetask.poll.first-delay=0",
              "imagetask.poll.floor=5ms",
              "imagetask.poll.ceiling=20ms")
          .run(
              context ->
                  assertThat(context.getBean(UniAllClient.class).generate(REQUEST).images())
                      .hasSize(1));
    }
  }

  @Test
  void allListenersHearAllInOrderThoughOneThrows() {
    runner
        .withUserConfiguration(Listeners.class)
        .run(
            context -> {
              Listeners listeners = context.getBean(Listeners.class);
              context.getBean(UniAllClient.class).generate(REQUEST);
              assertThat(listeners.finished.await(10, TimeUnit.SECONDS)).isTrue();
              assertThat(listeners.heard)
                  .containsSubsequence("first submitted", "last submitted")
                  .endsWith("first finished", "last finished");
              assertThat(listeners.threads).allMatch(name -> name.startsWith("task-"));
            });
  }

  @Test
  void aJournalBeanStoresBeforeTheSubmitAndAfter() {
    List<String> stored = new CopyOnWriteArrayList<>();
    runner
        .withBean(TaskJournal.class, () -> context -> new Entry(stored, context.model()))
        .run(
            context -> {
              ImageTask task = context.getBean(UniAllClient.class).submit(REQUEST);
              assertThat(stored).containsExactly("begin NanoBanana", "accepted " + task.key());
            });
  }

  private record Entry(List<String> stored, String model) implements TaskJournal.Entry {
    Entry {
      stored.add("begin " + model);
    }

    @Override
    public void accepted(TaskKey key) {
      stored.add("accepted " + key);
    }

    @Override
    public void ended(ImageTaskException failure) {
      stored.add("ended");
    }
  }

  @Test
  void customizersHaveTheLastWordOnTheirOwnGateway() {
    runner
        .withUserConfiguration(Customizers.class)
        .withPropertyValues("imagetask.uniall.accounts.one.api-key=test-key")
        .run(
            context -> {
              Customizers customizers = context.getBean(Customizers.class);
              context.getBean(UniAllClient.class).generate(REQUEST);
              assertThat(customizers.seen).containsExactly("uniall one");
              assertThat(customizers.intercepted.get()).isPositive();
            });
  }

  @Test
  void aWaitThatIsOpenWhenTheContextClosesEndsWithItsKey() throws Exception {
    List<CompletableFuture<?>> waits = new ArrayList<>();
    List<TaskKey> keys = new ArrayList<>();
    runner.run(
        context -> {
          FakeGateways gateways = context.getBean(FakeGateways.class);
          gateways.uniall().finishAfter(Duration.ofHours(1));
          ImageTask task = context.getBean(UniAllClient.class).submit(REQUEST);
          keys.add(task.key());
          waits.add(task.resultAsync());
          assertThat(gateways.uniall().await(FakeCall.QUERY, 1, Duration.ofSeconds(10))).isTrue();
        });

    assertThatThrownBy(() -> waits.get(0).get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WaitAbortedException.class, e -> assertThat(e.key()).isEqualTo(keys.get(0)));
  }

  @Configuration(proxyBeanMethods = false)
  static class Listeners {
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();
    final CountDownLatch finished = new CountDownLatch(1);

    @Bean
    @Order(2)
    TaskListener last() {
      return new Hearer("last", false);
    }

    @Bean
    @Order(1)
    TaskListener first() {
      return new Hearer("first", true);
    }

    private final class Hearer implements TaskListener {
      private final String name;
      private final boolean throwing;

      Hearer(String name, boolean throwing) {
        this.name = name;
        this.throwing = throwing;
      }

      @Override
      public void submitted(TaskContext context, ImageTask task) {
        hear("submitted");
      }

      @Override
      public void finished(TaskContext context, TaskSnapshot task) {
        hear("finished");
      }

      private void hear(String event) {
        heard.add(name + " " + event);
        threads.add(Thread.currentThread().getName());
        if (event.equals("finished") && name.equals("last")) finished.countDown();
        if (throwing) throw new IllegalStateException("a listener that fails on purpose");
      }
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Customizers {
    final List<String> seen = new CopyOnWriteArrayList<>();
    final AtomicInteger intercepted = new AtomicInteger();

    @Bean
    ImageClientCustomizer<UniAllClient.Builder> uniall() {
      return (builder, account) -> seen.add("uniall " + account);
    }

    @Bean
    @Qualifier("imagetask")
    OkHttpClient http() {
      return new OkHttpClient.Builder()
          .addInterceptor(
              chain -> {
                intercepted.incrementAndGet();
                return chain.proceed(chain.request());
              })
          .build();
    }

    @Bean
    OkHttpClient another() {
      return new OkHttpClient();
    }
  }
}
