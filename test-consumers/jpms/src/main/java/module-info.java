module shop {
  requires io.github.imagetask;
  requires io.github.imagetask.uniall;
  requires kotlin.stdlib;
}
