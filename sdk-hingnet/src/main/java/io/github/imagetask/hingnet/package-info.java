/**
 * The Hingnet gateway: Gemini and Imagen models, and gpt-image-2 for direct calls.
 *
 * <p>Written from one page of Hingnet's documentation: "图像生成（异步接口）" (image generation,
 * asynchronous), undated, docs.hingnet.com.cn. Its sections have no numbers; here and in violations
 * they are called
 *
 * <ul>
 *   <li>"scope", 适用范围
 *   <li>"storage", 前置条件：对象存储
 *   <li>"endpoints", 接口列表
 *   <li>"polling", 任务状态与轮询
 *   <li>"generations", 文生图：创建 + 轮询示例
 *   <li>"edits", 改图：创建 + 轮询示例
 *   <li>"synchronous routes", 与同步接口的关系
 * </ul>
 *
 * <p>gpt-image-2, and what is its own, is of Hingnet's pages on synchronous images, which the page
 * points to.
 *
 * <p>The page has samples and no table of parameters: what it leaves open goes out as written. None
 * of it was tried against the live service.
 */
package io.github.imagetask.hingnet;
