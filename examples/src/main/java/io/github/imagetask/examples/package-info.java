/** What the command line and the recipes share. */
package io.github.imagetask.examples;
