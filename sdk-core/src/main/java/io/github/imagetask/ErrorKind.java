package io.github.imagetask;

/** What sort of error a gateway reported, so that callers need not know its codes. */
public enum ErrorKind {
  /** The key is missing, wrong, expired or disabled. */
  AUTHENTICATION,
  /** The key is right but may not do this: account suspended, model or address not allowed. */
  PERMISSION,
  /** The account's balance or entitlement is used up. */
  QUOTA,
  /** Too many requests; waiting helps. */
  RATE_LIMIT,
  /** The request is wrong: a parameter, a size, an input image. */
  INVALID_REQUEST,
  /** The address, the model or the task doesn't exist. */
  NOT_FOUND,
  /** The prompt or an image was refused by a content check. */
  CONTENT_REJECTED,
  /** The gateway or what stands behind it can't do it now. */
  UNAVAILABLE,
  /** None of the others, or a code that this version doesn't know. */
  UNKNOWN
}
