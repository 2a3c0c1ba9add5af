// Calls of Swift closures, and their end: JavaScript has a function's address and the object that it belongs to.

// Called where Swift hands over a closure: modules without one get neither this file nor its export.
void __js_keep_call(void);
void __js_keep_call(void) {
}

const void *__js_call(const void *(*function)(void *, const void *), void *context, const void *arguments);

__attribute__((export_name("__js_call"))) const void *__js_call(
    const void *(*function)(void *, const void *), void *context, const void *arguments) {
    return function(context, arguments);
}
