package com.example.posters;

import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;

/** A user's service: it knows Spring AI, and nothing of gateways. */
final class Posters {
  private final ImageModel model;

  Posters(ImageModel model) {
    this.model = model;
  }

  ImageResponse draw(String what) {
    return model.call(new ImagePrompt("A poster of " + what));
  }
}
