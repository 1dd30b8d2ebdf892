/**
 * The Zexi gateway: gpt-image-2, two Gemini image models and the Grok Imagine models.
 *
 * <p>Written from one page of Zexi's documentation, undated and without section numbers; sections
 * are named here and in violations by their headings:
 *
 * <ul>
 *   <li>"图片生成 API:GPT Image 2、Nano Banana、Grok Imagine"
 * </ul>
 *
 * <p>What the page leaves open (words between {@code queued} and {@code SUCCESS}, failed tasks,
 * error bodies) follows what public clients of this gateway do and the open-source gateway new-api,
 * whose errors Zexi answers with. None of it was tried against the live service.
 */
package io.github.imagetask.zexi;
