/** What cancelling, interrupting, closing and leaving do, measured. */
package io.github.imagetask.campaign.ends;
