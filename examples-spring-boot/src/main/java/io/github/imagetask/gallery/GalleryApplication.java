package io.github.imagetask.gallery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagetask.FileTaskJournal;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the gallery: with the accounts that are configured, or on the fake gateways. */
@SpringBootApplication
@EnableScheduling
public class GalleryApplication {
  public static void main(String[] args) {
    ConfigurableApplicationContext context = application().run(args);
    System.out.println("The gallery is at " + address(context) + "; Ctrl-C ends it.");
  }

  static SpringApplication application() {
    return new SpringApplicationBuilder(GalleryApplication.class)
        .initializers(new Sandbox())
        .build();
  }

  static String address(ConfigurableApplicationContext context) {
    return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
  }

  @Bean
  GalleryFiles files(@Value("${gallery.folder:gallery-data}") String folder, ObjectMapper json)
      throws IOException {
    return new GalleryFiles(Path.of(folder), json);
  }

  /** The starter hands it to every client: a key is on the disk before anybody hears of it. */
  @Bean
  FileTaskJournal journal(GalleryFiles files) throws IOException {
    return FileTaskJournal.open(files.journal());
  }
}
