/*
 * wide_vectors.h - loops over many floats at a time; whether a file compiles them for AVX2 and AVX-512 too, and chooses among them when it runs.
 *
 * Not under GCC's address sanitizer, which does not align what it puts on the stack to the width of such vectors (GCC bug 110027).
 */
#ifndef PRODROME_WIDE_VECTORS_H
#define PRODROME_WIDE_VECTORS_H

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)
#define WIDE_VECTORS 1
#else
#define WIDE_VECTORS 0
#endif

/* One register, or several where they are narrower. It may begin at any float. */
enum { WIDE_FLOATS = 16 };

typedef float wide_floats __attribute__((vector_size(WIDE_FLOATS * sizeof(float)), aligned(sizeof(float))));

#endif
