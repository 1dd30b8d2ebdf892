package io.github.imagetask.gallery;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ModelInfo;
import java.util.List;

/**
 * An account of a gateway's: the starter's client of it, and the form of its requests.
 *
 * @param name the client's bean
 * @param <R> the gateway's request
 */
record Account<R>(String name, ImageClient<R> client, RequestForm<?, ?, R> form) {
  R request(Order order, String tag) {
    return form.request(order, tag);
  }

  /** For people: the gateway's name, and the bean's if there may be several. */
  String label() {
    boolean only = name.equalsIgnoreCase(client.getClass().getSimpleName());
    return only ? form.label() : form.label() + " (" + name + ")";
  }

  /** The models that make tasks; those for direct calls alone are left out, where that is known. */
  List<ModelInfo> models() {
    return client.models().stream()
        .filter(
            model ->
                model
                    .options()
                    .getOrDefault(ModelInfo.ENTRIES, List.of("submit"))
                    .contains("submit"))
        .toList();
  }
}
