/** An app that draws: an activity that waits itself, and a worker for what must outlive it. */
package com.example.draw;
