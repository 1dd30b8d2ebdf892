/**
 * The Zexi gateway: gpt-image-2, two Gemini image models and the Grok Imagine models.
 *
 * <p>Written from one page of Zexi's documentation, "图片生成 API:GPT Image 2、Nano Banana、Grok Imagine"
 * (image generation API), undated. Its sections have no numbers; here and in violations they are
 * called
 *
 * <ul>
 *   <li>"basics", 基础信息
 *   <li>"models", 有效生图模型
 *   <li>"aliases", 模型别名
 *   <li>"flow", 客户异步流程
 *   <li>"samples", 请求示例
 *   <li>"answers", 响应、查询与取图
 *   <li>"sizes", 尺寸、质量与注意事项
 * </ul>
 *
 * <p>What the page leaves open (words between {@code queued} and {@code SUCCESS}, failed tasks,
 * error bodies) follows what public clients of this gateway do and the open-source gateway new-api,
 * whose errors Zexi answers with. None of it was tried against the live service.
 */
package io.github.imagetask.zexi;
