package io.github.imagetask.hingnet;

/**
 * What a task does; the two kinds have routes of their own (section "endpoints"). An enum and no
 * open value, since it is this SDK's word: it chooses a route and stands in no field of a request.
 */
public enum HingnetTaskType {
  /** An image from the prompt alone, 文生图 in the document; its keys begin hingnet:generations/. */
  GENERATION,
  /** An image from the prompt and reference images, 改图; its keys begin hingnet:edits/. */
  EDIT
}
