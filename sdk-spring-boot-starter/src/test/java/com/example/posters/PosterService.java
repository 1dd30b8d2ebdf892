package com.example.posters;

import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTask;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;

@Service
class PosterService {
  private final UniAllClient client;
  final Map<String, String> keys = new ConcurrentHashMap<>();

  PosterService(UniAllClient client) {
    this.client = client;
  }

  void paint(String order, String prompt, Path file) {
    ImageTask task =
        client.submit(
            UniAllImageRequest.builder()
                .model(UniAllModel.GPT_IMAGE_2)
                .prompt(prompt)
                .size(ImageSize.of(1024, 768))
                .build());
    keys.put(order, task.key().toString());
    task.awaitResult().first().saveTo(file);
  }
}
