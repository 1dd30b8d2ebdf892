package io.github.imagetask.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageTask;
import io.github.imagetask.spi.ImageRequest;
import io.github.imagetask.spi.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's image model over a gateway's client: a call submits one task and waits for its
 * images.
 *
 * <pre>{@code
 * ImageModel model =
 *     ImageTaskImageModel.builder(
 *             client,
 *             () -> UniAllImageRequest.builder()
 *                 .model(UniAllModel.GPT_IMAGE_2).size(ImageSize.of(1024, 768)),
 *             UniAllImageRequest.Builder::build)
 *         .n(UniAllImageRequest.Builder::n)
 *         .build();
 * }</pre>
 *
 * <p><b>Never call it inside a retry of any kind: each call is a task of its own, and is
 * billed.</b> The client itself repeats what certainly wasn't sent, and waits through what passes.
 * An exception that has a key is about a task that is paid for: take it up with {@code
 * client.task(e.key())}.
 *
 * <p>The interface has no options for a call: model, size and all else are the template's. What
 * can't be mapped is refused before anything is sent, and so is what the gateway's rules forbid.
 *
 * <p>Images come by URL, which may be signed or need the gateway's key, and which {@link Image}'s
 * {@code toString()} prints; with {@link Builder#base64()} they come as base64, and so does in any
 * case an image that the gateway sends inline. The response's metadata has {@value #TASK_KEY} and,
 * where the gateway says when URLs stop to work, {@value #EXPIRES_AT}.
 *
 * <p>Thread-safe. A call blocks its thread, until the client's poll policy gives up at the latest;
 * interrupting it ends the wait. Closing the client is its owner's.
 *
 * @param <R> the gateway's request
 */
public final class ImageTaskImageModel<R> implements ImageModel {
  /**
   * The name in a response's metadata of the task's key, a String that {@link
   * io.github.imagetask.TaskKey#parse} reads.
   */
  public static final String TASK_KEY = "taskKey";

  /**
   * The name in a response's metadata of the {@link Instant} at which the first of its URLs stops
   * to work, by the gateway's clock. Absent if the gateway doesn't say, which doesn't mean never,
   * or if there is no URL.
   */
  public static final String EXPIRES_AT = "expiresAt";

  private final ImageClient<R> client;
  private final Requests<?, R> requests;
  private final boolean base64;

  private ImageTaskImageModel(Builder<?, R> builder) {
    this.client = builder.client;
    this.requests = builder.requests();
    this.base64 = builder.base64;
  }

  /**
   * Returns a builder.
   *
   * @param client submits the tasks and waits
   * @param template makes a builder of the gateway's requests that holds all but the prompt, called
   *     once for each call and by many threads
   * @param build the {@code build()} of that builder
   */
  public static <B extends ImageRequest.Builder<?, ?>, R> Builder<B, R> builder(
      ImageClient<R> client, Supplier<B> template, Function<B, R> build) {
    return new Builder<>(client, template, build);
  }

  /**
   * Submits one task, one POST, and waits for its image; the first, if the template asks for more.
   *
   * @throws io.github.imagetask.InvalidRequestException if the request breaks a rule; nothing was
   *     sent
   * @throws io.github.imagetask.ImageTaskException whatever {@link ImageClient#submit}, {@link
   *     ImageTask#awaitResult()} and {@link GeneratedImage#bytes()} throw, with the key once there
   *     is one
   * @throws IllegalStateException if the client is closed
   */
  @Override
  public Response<Image> generate(String prompt) {
    return first(run(requests.of(prompt, null, null)));
  }

  /**
   * Submits one task for several images; otherwise as {@link #generate(String)}. Fewer images than
   * {@code n} are a success.
   *
   * @param n 1 or more; only 1 unless {@link Builder#n} was set
   */
  @Override
  public Response<List<Image>> generate(String prompt, int n) {
    return run(requests.of(prompt, n, null));
  }

  /**
   * Submits one task with a reference image; otherwise as {@link #generate(String)}.
   *
   * @param image its base64 data, else its http or https URL, which the gateway fetches; which of
   *     them a gateway takes stands in its module
   */
  @Override
  public Response<Image> edit(Image image, String prompt) {
    Objects.requireNonNull(image, "image == null");
    return first(run(requests.of(prompt, null, image)));
  }

  /**
   * Refuses: no gateway's tasks have a mask. UniAll's {@code client.direct()} has one.
   *
   * @throws io.github.imagetask.InvalidRequestException always; nothing was sent
   */
  @Override
  public Response<Image> edit(Image image, Image mask, String prompt) {
    Violations violations = new Violations();
    violations.add("mask", "an image", "tasks take an image and a prompt, and no mask", null);
    violations.throwIfAny();
    throw new AssertionError();
  }

  private Response<List<Image>> run(R request) {
    ImageTask task = client.submit(request); // the key is there before the wait
    List<GeneratedImage> generated = task.awaitResult().images();
    List<Image> images = new ArrayList<>();
    Instant expiresAt = null;
    for (GeneratedImage image : generated) {
      String url = base64 ? null : image.url();
      images.add(url == null ? Images.inBase64(image) : Images.byUrl(url));
      if (url != null) expiresAt = earlier(expiresAt, image.expiresAt());
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put(TASK_KEY, task.key().toString());
    if (expiresAt != null) metadata.put(EXPIRES_AT, expiresAt);
    return Response.from(images, null, null, metadata);
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) return a == null ? b : a;
    return a.isBefore(b) ? a : b;
  }

  private static Response<Image> first(Response<List<Image>> all) {
    return Response.from(all.content().get(0), null, null, all.metadata());
  }

  /** The client; no key. */
  @Override
  public String toString() {
    return "ImageTaskImageModel{" + client + "}";
  }

  /**
   * Builds an {@link ImageTaskImageModel}.
   *
   * @param <B> the gateway's builder
   * @param <R> the gateway's request
   */
  public static final class Builder<B extends ImageRequest.Builder<?, ?>, R> {
    private final ImageClient<R> client;
    private final Supplier<B> template;
    private final Function<B, R> build;
    private @Nullable BiConsumer<B, Integer> n;
    private boolean base64;

    private Builder(ImageClient<R> client, Supplier<B> template, Function<B, R> build) {
      this.client = Objects.requireNonNull(client, "client == null");
      this.template = Objects.requireNonNull(template, "template == null");
      this.build = Objects.requireNonNull(build, "build == null");
    }

    /**
     * Lets calls ask for several images: {@code UniAllImageRequest.Builder::n}. Left out where a
     * task makes one image, as Meitu's.
     */
    public Builder<B, R> n(BiConsumer<B, Integer> n) {
      this.n = Objects.requireNonNull(n, "n == null");
      return this;
    }

    /**
     * Fetches the images and returns them as base64, with their media type: where URLs need the
     * gateway's key, or are gone before they are used.
     */
    public Builder<B, R> base64() {
      this.base64 = true;
      return this;
    }

    /** Returns the model. */
    public ImageTaskImageModel<R> build() {
      return new ImageTaskImageModel<>(this);
    }

    private Requests<B, R> requests() {
      return new Requests<>(template, build, n);
    }
  }
}
