// No include guard: each inclusion sets `assert` anew by NDEBUG, as C demands.
#undef assert

#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition) ((condition) ? (void)0 : __assert_fail(#condition, __FILE__, __LINE__, __func__))
#endif

#ifndef _ASSERT_H
#define _ASSERT_H
#ifdef __cplusplus
extern "C" {
#endif
__attribute__((noreturn)) void __assert_fail(const char *condition, const char *file, int line, const char *function);
#ifdef __cplusplus
}
#else
#define static_assert _Static_assert
#endif
#endif
