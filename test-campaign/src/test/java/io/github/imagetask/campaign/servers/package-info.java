/**
 * Servers that no one here wrote, between the clients and the fake gateways: nginx, Varnish, Squid,
 * and an S3 server for the images.
 */
package io.github.imagetask.campaign.servers;
