package io.github.imagetask.gallery;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the gallery's images below {@code /images}. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  private final GalleryFiles files;

  WebConfiguration(GalleryFiles files) {
    this.files = files;
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/images/**")
        .addResourceLocations(files.images().toUri().toString())
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(1)));
  }
}
