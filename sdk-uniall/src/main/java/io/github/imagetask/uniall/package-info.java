/**
 * The UniAll gateway: NanoBanana models and gpt-image-2.
 *
 * <p>Written from two pages of UniAll's documentation. Section numbers here and in violations are
 * the first one's:
 *
 * <ul>
 *   <li>"通用异步图像生成" (async-image-generation), updated 2026-04-29, <a
 *       href="https://docs.uniall.ai/zh-CN/models/image/async-image-generation">docs.uniall.ai</a>
 *   <li>"Nano 系列图像生成", undated, called "the Nano page" here
 * </ul>
 *
 * <p>Direct calls follow what UniAll's pages "gpt-image-2 / openai-generate" and "nano-series /
 * gemini-format" say, and OpenAI's and Google's own where they are silent.
 *
 * <p>What the pages leave open (failed tasks, error bodies) follows the open-source gateway
 * new-api, whose words and ids UniAll uses. None of it was tried against the live service.
 */
package io.github.imagetask.uniall;
