package io.github.imagetask.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.Fault;
import io.github.imagetask.testing.junit.FakeGatewaysExtension;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the gallery says of money, and what it keeps. */
@Tag("slow")
class GalleryTest {
  private static final String UNIALL = "uniAllClient";
  private static final String NANO = "NanoBanana";

  @RegisterExtension static final FakeGatewaysExtension gateways = FakeGatewaysExtension.create();

  @TempDir Path folder;
  private final String id = UUID.randomUUID().toString();
  private FakeGateway uniall;
  private GalleryUnderTest gallery;

  @BeforeEach
  void start() {
    uniall = gateways.uniall();
    gallery = new GalleryUnderTest(folder, List.of(uniall));
  }

  @AfterEach
  void stop() {
    gallery.close();
  }

  @Test
  void theFormHasAllThatTheModelsTake() throws Exception {
    JsonNode form = gallery.get("/api/form");

    assertThat(form.path("sandbox").asBoolean()).isFalse();
    JsonNode account = form.path("accounts").path(0);
    assertThat(account.path("label").asText()).isEqualTo("UniAll");
    assertThat(account.path("models").findValuesAsText("id"))
        .contains(NANO, "gpt-image-2")
        .doesNotContain("gpt-image-2-auto"); // for direct calls alone
    assertThat(account.path("models").path(0).path("options").path("output_format"))
        .hasToString("[\"png\",\"jpeg\",\"webp\"]");
  }

  @Test
  void aBrokenRuleIsToldWithItsFieldAndNothingIsSent() throws Exception {
    HttpResponse<String> answer = gallery.put(id, UNIALL, "gpt-image-2", "", Map.of());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(new ObjectMapper().readTree(answer.body()).findValuesAsText("field"))
        .containsExactlyInAnyOrder("prompt", "size");
    assertThat(gallery.get("/api/tasks")).isEmpty();
    assertThat(uniall.submits()).isZero();
  }

  @Test
  void anOrderThatIsSentTwiceIsBilledOnce() throws Exception {
    gallery.put(id, UNIALL, NANO, "A cup", Map.of());
    HttpResponse<String> again = gallery.put(id, UNIALL, NANO, "A cup", Map.of());

    assertThat(again.statusCode()).isEqualTo(200);
    gallery.awaitTask(id, task -> is(task, "DONE"));
    gallery.stop();
    gallery.startAgain();
    gallery.put(id, UNIALL, NANO, "A cup", Map.of());
    assertThat(uniall.submits()).isEqualTo(1);
  }

  @Test
  void aRefusedSubmitIsNotBilled() throws Exception {
    uniall.next(FakeCall.SUBMIT, Fault.refusal(403, "insufficient_user_quota", "no credit"));

    gallery.put(id, UNIALL, NANO, "A cup", Map.of());

    JsonNode task = gallery.awaitTask(id, each -> is(each, "FAILED"));
    assertThat(task.at("/problem/billed").asText()).isEqualTo("NO");
    assertThat(task.at("/problem/message").asText()).contains("no credit");
  }

  @Test
  void anImageThatCantBeFetchedIsFetchedWhenAskedAgain() throws Exception {
    uniall.always(FakeCall.DOWNLOAD, Fault.status(400));
    gallery.put(id, UNIALL, NANO, "A cup", Map.of());
    JsonNode task = gallery.awaitTask(id, each -> is(each, "FAILED"));
    assertThat(task.at("/problem/billed").asText()).isEqualTo("YES");
    assertThat(task.path("resumable").asBoolean()).isTrue();

    uniall.always(FakeCall.DOWNLOAD, null);
    gallery.call("POST", "/api/tasks/" + id + "/resume", "");

    gallery.awaitTask(id, each -> is(each, "DONE"));
    assertThat(uniall.submits()).isEqualTo(1);
  }

  @Test
  void aSubmitThatAKillInterruptedIsShownAsPerhapsBilledUntilItIsRemoved() throws Exception {
    uniall.next(FakeCall.SUBMIT, Fault.cutAfterRead()); // the journal's entry stays without a key
    gallery.put(id, UNIALL, NANO, "A cup", Map.of());
    gallery.awaitTask(id, each -> is(each, "FAILED"));
    gallery.stop();
    asBeforeTheAnswer();

    gallery.startAgain();

    JsonNode task = gallery.awaitTask(id, each -> is(each, "FAILED"));
    assertThat(task.at("/problem/billed").asText()).isEqualTo("PERHAPS");
    assertThat(task.at("/problem/message").asText()).contains("look there before");
    gallery.call("DELETE", "/api/tasks/" + id, "");
    assertThat(gallery.get("/api/tasks")).isEmpty();
    assertThat(uniall.submits()).isEqualTo(1);
  }

  /** Leaves the task's file as a process does that is killed before it hears of its submit. */
  private void asBeforeTheAnswer() throws Exception {
    Path file = folder.resolve("tasks").resolve(id + ".json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode task = (ObjectNode) json.readTree(file.toFile());
    task.put("status", "SUBMITTING").putNull("problem").putNull("ended");
    json.writeValue(file.toFile(), task);
  }

  private static boolean is(JsonNode task, String status) {
    return task.path("status").asText().equals(status);
  }
}
