// JavaScriptCore as Debian's libjavascriptcoregtk-4.1-dev has it. On Apple's systems the framework is imported instead.

#include <JavaScriptCore/JavaScript.h>

// Exported by the library, but in none of its public headers: what stops code that never returns, and what tells of promises that are
// rejected while nobody waits for them.

typedef bool (*JSShouldTerminateCallback)(JSContextRef context, void *data);

void JSContextGroupSetExecutionTimeLimit(
    JSContextGroupRef group, double seconds, JSShouldTerminateCallback callback, void *data);
void JSContextGroupClearExecutionTimeLimit(JSContextGroupRef group);
void JSGlobalContextSetUnhandledRejectionCallback(
    JSGlobalContextRef context, JSObjectRef function, JSValueRef *exception);
