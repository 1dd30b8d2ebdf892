package io.github.imagetask.micrometer;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * What {@link ImageTaskObservations} observes. The names differ from {@link ImageTaskMetrics}'
 * meters: where observations are made meters of, too, one name would have two sets of tags, which
 * Prometheus refuses.
 */
public enum ImageTaskObservation implements ObservationDocumentation {
  /**
   * A submit or a direct call, from before it is sent until it is accepted, answered with images,
   * or failed. A child of what the caller observes.
   */
  SUBMIT("imagetask.task.submit", "imagetask submit"),
  /** A wait for a task's end. A child of the submit, if that was this client's. */
  WAIT("imagetask.task.wait", "imagetask wait"),
  /** The fetch of an image. A child of the submit, if that was this client's. */
  DOWNLOAD("imagetask.task.download", "imagetask download");

  private final String name;
  private final String contextualName;

  ImageTaskObservation(String name, String contextualName) {
    this.name = name;
    this.contextualName = contextualName;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getContextualName() {
    return contextualName;
  }

  @Override
  public Class<? extends ObservationConvention<? extends Observation.Context>>
      getDefaultConvention() {
    return ImageTaskObservationConvention.class;
  }

  @Override
  public KeyName[] getLowCardinalityKeyNames() {
    return Low.values();
  }

  @Override
  public KeyName[] getHighCardinalityKeyNames() {
    return High.values();
  }

  @Override
  public Observation.Event[] getEvents() {
    return Events.values();
  }

  /** Keys with few values, which all three have always: for meters and spans. */
  public enum Low implements KeyName {
    /** The gateway's name. */
    GATEWAY("gateway"),
    /** The model; {@code none} if it isn't known, {@code other} beyond the first hundred. */
    MODEL("model"),
    /** How it ended, in the words of {@link ImageTaskMetrics}; {@code none} until it has. */
    OUTCOME("outcome");

    private final String key;

    Low(String key) {
      this.key = key;
    }

    @Override
    public String asString() {
      return key;
    }
  }

  /** Keys with any number of values, there if they are known: for spans alone. */
  public enum High implements KeyName {
    /** The task's key. */
    KEY("imagetask.key"),
    /** Of a submit: the id of its own that it carried, to look for it at the gateway. */
    TRACE_ID("imagetask.trace_id"),
    /** Of a wait: how many queries it heard the answer of. */
    QUERIES("imagetask.queries"),
    /** Of a download: which image of the task, counted from 0. */
    INDEX("imagetask.index"),
    /** Of a download: how many bytes of the image were read. */
    BYTES("imagetask.bytes"),
    /** What it failed with: {@code imagetask.retries}' words, and the gateway's kinds of errors. */
    ERROR_TYPE("error.type"),
    // The submit's alone: what counts generations by spans should find one each.
    /** Of a submit: {@code generate_content}, as OpenTelemetry calls what makes images. */
    OPERATION_NAME("gen_ai.operation.name"),
    /** Of a submit: the gateway's name. */
    PROVIDER_NAME("gen_ai.provider.name"),
    /** Of a submit: the model as the wire has it. */
    REQUEST_MODEL("gen_ai.request.model"),
    /** Of a submit: {@code image}. */
    OUTPUT_TYPE("gen_ai.output.type");

    private final String key;

    High(String key) {
      this.key = key;
    }

    @Override
    public String asString() {
      return key;
    }
  }

  /** What happens meanwhile. */
  public enum Events implements Observation.Event {
    /** A submit or a wait's query failed in a way that passes, and will be made again. */
    RETRY;

    @Override
    public String getName() {
      return "retry";
    }
  }
}
