package com.example.posters;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application as a user writes it. */
@SpringBootApplication
public class PostersApplication {
  public static void main(String[] args) {
    SpringApplication.run(PostersApplication.class, args);
  }
}
