package com.example.lumen;

import io.github.imagetask.testing.fake.Bodies;
import io.github.imagetask.testing.fake.Dialect;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeRequest;
import io.github.imagetask.testing.fake.Fields;
import io.github.imagetask.testing.fake.Json;
import io.github.imagetask.testing.fake.Refusal;
import io.github.imagetask.testing.fake.Reply;
import io.github.imagetask.testing.fake.TaskSpec;
import io.github.imagetask.testing.fake.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lumen as its document describes it, which is on the page of this package. */
final class LumenDialect implements Dialect {
  private static final String JOBS = "/api/jobs";

  @Override
  public String name() {
    return "lumen";
  }

  @Override
  public FakeCall call(String method, String route) {
    if (method.equals("POST")) return route.equals(JOBS) ? FakeCall.SUBMIT : null;
    boolean isJob = method.equals("GET") && route.matches(JOBS + "/[^/]+");
    return isJob ? FakeCall.QUERY : null;
  }

  @Override
  public TaskSpec submission(FakeRequest request, boolean anyModel) throws Refusal {
    requireKey(request);
    Fields order = Bodies.json(request).object("order");
    String engine = order.required("engine");
    boolean isDraft = engine.equals("lumen-draft");
    if (!isDraft && !engine.equals("lumen-fine") && !anyModel) throw bad("no engine " + engine);
    List<String> sources = order.strings("sources");
    if (sources.size() > (isDraft ? 0 : 3)) throw bad("too many sources");
    for (String source : sources) Fields.requireUrl("sources", source);
    String shape = isDraft ? order.oneOf("shape", List.of("1:1", "16:9")) : order.string("shape");
    return TaskSpec.builder()
        .model(engine)
        .prompt(order.required("text"))
        .shape(shape == null ? "1:1" : shape, 512)
        .count(order.count("pictures", isDraft ? 1 : 4))
        .edit(!sources.isEmpty())
        .build();
  }

  @Override
  public String newId() {
    return "lm-" + UUID.randomUUID();
  }

  @Override
  public String taskId(FakeRequest request) throws Refusal {
    requireKey(request);
    return request.route().substring(JOBS.length() + 1);
  }

  @Override
  public Reply accepted(View view, Urls urls) {
    return Reply.json(201, Json.object("job", job(view, urls)));
  }

  @Override
  public Reply state(View view, Urls urls) {
    return Reply.json(200, Json.object("job", job(view, urls)));
  }

  private static Map<String, Object> job(View view, Urls urls) {
    Map<String, Object> job =
        Json.object(
            "ref", view.id(),
            "phase", view.word("waiting", "drawing", "drawn", "spoiled"),
            "share", view.percent() / 100.0);
    if (view.state() == View.State.FAILED) {
      job.put("problem", Json.object("id", view.failureCode(), "says", view.failureMessage()));
    }
    if (view.state() == View.State.SUCCEEDED) {
      List<Object> pictures = new ArrayList<>();
      for (int i = 0; i < view.images(); i++) {
        pictures.add(Json.object("href", urls.url(i), "until", view.endedAtEpochSecond() + 3600));
      }
      job.put("outcome", Json.object("pictures", pictures));
    }
    return job;
  }

  @Override
  public Refusal unknownTask(String id) {
    return new Refusal(404, "no_such_job", "there is no job " + id);
  }

  @Override
  public Reply refusal(Refusal refusal) {
    String id = refusal.code().equals("invalid_request") ? "bad_order" : refusal.code();
    return Reply.json(
        refusal.status(), Json.object("problem", Json.object("id", id, "says", refusal.text())));
  }

  private void requireKey(FakeRequest request) throws Refusal {
    if (!apiKey().equals(request.header("X-Lumen-Key"))) {
      throw new Refusal(401, "bad_key", "no such key");
    }
  }

  private static Refusal bad(String text) {
    return new Refusal(422, "bad_order", text);
  }
}
