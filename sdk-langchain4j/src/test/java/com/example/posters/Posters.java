package com.example.posters;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import java.util.List;

/** A user's service: it knows LangChain4j, and nothing of gateways. */
final class Posters {
  private final ImageModel model;

  Posters(ImageModel model) {
    this.model = model;
  }

  Response<List<Image>> draw(String what) {
    return model.generate("A poster of " + what, 2);
  }
}
