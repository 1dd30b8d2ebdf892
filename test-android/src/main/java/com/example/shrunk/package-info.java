/** What R8 makes smaller: a floor without the SDK, and programs with one gateway and with four. */
package com.example.shrunk;
