/**
 * Lumen, a gateway that doesn't exist: it shows what a fifth one takes, written by somebody who has
 * the SDK's jars and no more. Its document is this page, undated:
 *
 * <pre>{@code
 * X-Lumen-Key: the account's key, with every call
 *
 * POST /api/jobs         {"order": {"engine": "lumen-draft", "text": "a cube", "shape": "16:9",
 *                         "pictures": 1, "sources": ["https://example.com/a.png"]}}
 * GET  /api/jobs/{ref}
 *
 * both answer            {"job": {"ref": "lm-1", "phase": "drawing", "share": 0.5,
 *                         "outcome": {"pictures": [{"href": "https://…", "until": 1700000000}]}}}
 * or                     {"problem": {"id": "bad_key", "says": "no such key"}}
 *
 * phases                 waiting, drawing, drawn, spoiled; a spoiled job has its problem inside
 * engines                lumen-draft: 1 picture, shapes 1:1 and 16:9, no source
 *                        lumen-fine: 1 to 4 pictures, any shape, up to 3 sources
 * problems               bad_key, bad_order, no_such_job, empty_purse, too_fast, dark (try again)
 * }</pre>
 */
package com.example.lumen;
