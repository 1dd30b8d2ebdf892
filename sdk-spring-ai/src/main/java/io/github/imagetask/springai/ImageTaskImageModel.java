package io.github.imagetask.springai;

import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTask;
import io.github.imagetask.spi.ImageRequest;
import io.github.imagetask.spi.OpenValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.image.ImageResponseMetadata;

/**
 * Spring AI's image model over a gateway's client: a call submits one task and waits for its
 * images.
 *
 * <pre>{@code
 * ImageModel model =
 *     ImageTaskImageModel.builder(
 *             client,
 *             () -> UniAllImageRequest.builder()
 *                 .model(UniAllModel.GPT_IMAGE_2).size(ImageSize.of(1024, 768)),
 *             UniAllImageRequest.Builder::build)
 *         .model(UniAllModel::of)
 *         .n(UniAllImageRequest.Builder::n)
 *         .size(UniAllImageRequest.Builder::size)
 *         .build();
 * }</pre>
 *
 * <p><b>Never call it inside a {@code RetryTemplate}, a {@code @Retryable} method or anything else
 * that calls again: each call is a task of its own, and is billed.</b> The client itself repeats
 * what certainly wasn't sent, and waits through what passes. An exception that has a key is about a
 * task that is paid for: take it up with {@code client.task(e.key())}.
 *
 * <p>The prompt is one message. Its options {@code model}, {@code n}, {@code width} with {@code
 * height} and {@code responseFormat} replace what the template has, where the builder was told how.
 * What can't be mapped is refused before anything is sent: an option that the builder wasn't told
 * of, {@code style}, a weight, several messages. What an option class of a provider's own has
 * besides these is not looked at. Media of the message (Spring AI 2, or any message that is a
 * {@code MediaContent}) are reference images, in order.
 *
 * <p>Images come by URL, which may be signed or need the gateway's key, stops to work when {@link
 * GeneratedImageMetadata#expiresAt()} says, and is printed by Spring AI's {@code toString()}. They
 * come as base64 if {@code responseFormat} is {@code b64_json}, or by {@link Builder#base64()}; one
 * that the gateway sends inline does in any case. The response's metadata has the task's key as
 * {@value #TASK_KEY}.
 *
 * <p>Thread-safe. A call blocks its thread, until the client's poll policy gives up at the latest;
 * interrupting it ends the wait. Closing the client is its owner's.
 *
 * @param <R> the gateway's request
 */
public final class ImageTaskImageModel<R> implements ImageModel {
  /**
   * The name in the response's metadata of the task's key, a String that {@link
   * io.github.imagetask.TaskKey#parse} reads.
   */
  public static final String TASK_KEY = "taskKey";

  private final ImageClient<R> client;
  private final PromptMapping<?, R> mapping;
  private final boolean base64;

  private ImageTaskImageModel(Builder<?, ?, R> builder) {
    this.client = builder.client;
    this.mapping = builder.mapping();
    this.base64 = builder.base64;
  }

  /**
   * Returns a builder.
   *
   * @param client submits the tasks and waits
   * @param template makes a builder of the gateway's requests that holds what all prompts have in
   *     common, called once for each prompt and by many threads
   * @param build the {@code build()} of that builder
   */
  public static <M extends OpenValue, B extends ImageRequest.Builder<M, B>, R>
      Builder<M, B, R> builder(ImageClient<R> client, Supplier<B> template, Function<B, R> build) {
    return new Builder<>(client, template, build);
  }

  /**
   * Submits one task, one POST, and waits for its images. Fewer images than {@code n} are a
   * success.
   *
   * @throws io.github.imagetask.InvalidRequestException if the prompt has what can't be mapped, or
   *     the request breaks a rule of the gateway's; nothing was sent
   * @throws io.github.imagetask.ImageTaskException whatever {@link ImageClient#submit}, {@link
   *     ImageTask#awaitResult()} and {@link GeneratedImage#bytes()} throw, with the key once there
   *     is one
   * @throws IllegalStateException if the client is closed
   */
  @Override
  public ImageResponse call(ImagePrompt prompt) {
    Objects.requireNonNull(prompt, "prompt == null");
    R request = mapping.request(prompt);
    boolean inBase64 = PromptMapping.isBase64(prompt, base64);
    ImageTask task = client.submit(request); // the key is there before the wait
    ImageResult result = task.awaitResult();
    List<ImageGeneration> generations = new ArrayList<>();
    for (GeneratedImage image : result.images()) {
      generations.add(generation(task, image, inBase64 ? null : image.url()));
    }
    ImageResponseMetadata metadata = new ImageResponseMetadata();
    metadata.put(TASK_KEY, task.key().toString());
    return new ImageResponse(generations, metadata);
  }

  /** With the URL, or with the bytes if it is null: not wanted, or the image is inline. */
  private static ImageGeneration generation(
      ImageTask task, GeneratedImage image, @Nullable String url) {
    Image output =
        url == null
            ? new Image(null, Base64.getEncoder().encodeToString(image.bytes()))
            : new Image(url, null);
    return new ImageGeneration(
        output,
        new GeneratedImageMetadata(
            task.key(), image.index(), url == null ? null : image.expiresAt()));
  }

  /** The client; no key. */
  @Override
  public String toString() {
    return "ImageTaskImageModel{" + client + "}";
  }

  /**
   * Builds an {@link ImageTaskImageModel}. What a prompt may set, and is refused unless it is named
   * here, is a method of the gateway's builder; leave out what prompts must not choose, since
   * models, sizes and numbers are billed.
   *
   * @param <M> the gateway's model
   * @param <B> the gateway's builder
   * @param <R> the gateway's request
   */
  public static final class Builder<M extends OpenValue, B extends ImageRequest.Builder<M, B>, R> {
    private final ImageClient<R> client;
    private final Supplier<B> template;
    private final Function<B, R> build;
    private @Nullable BiConsumer<B, String> model;
    private @Nullable BiConsumer<B, Integer> n;
    private @Nullable BiConsumer<B, ImageSize> size;
    private boolean base64;

    private Builder(ImageClient<R> client, Supplier<B> template, Function<B, R> build) {
      this.client = Objects.requireNonNull(client, "client == null");
      this.template = Objects.requireNonNull(template, "template == null");
      this.build = Objects.requireNonNull(build, "build == null");
    }

    /** Lets prompts choose the model: {@code UniAllModel::of}. */
    public Builder<M, B, R> model(Function<String, M> model) {
      Objects.requireNonNull(model, "model == null");
      this.model = (request, id) -> request.model(model.apply(id));
      return this;
    }

    /** Lets prompts choose the number of images: {@code UniAllImageRequest.Builder::n}. */
    public Builder<M, B, R> n(BiConsumer<B, Integer> n) {
      this.n = Objects.requireNonNull(n, "n == null");
      return this;
    }

    /** Lets prompts choose width and height: {@code UniAllImageRequest.Builder::size}. */
    public Builder<M, B, R> size(BiConsumer<B, ImageSize> size) {
      this.size = Objects.requireNonNull(size, "size == null");
      return this;
    }

    /**
     * Fetches the images and returns them as base64, unless a prompt's {@code responseFormat} is
     * {@code url}: where URLs need the gateway's key, or are gone before they are used.
     */
    public Builder<M, B, R> base64() {
      this.base64 = true;
      return this;
    }

    /** Returns the model. */
    public ImageTaskImageModel<R> build() {
      return new ImageTaskImageModel<>(this);
    }

    private PromptMapping<B, R> mapping() {
      return new PromptMapping<>(template, build, model, n, size);
    }
  }
}
