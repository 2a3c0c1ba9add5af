// Why C: `#embed` costs the compiler nothing. The same bytes as Swift array literals, which is what SwiftPM makes of
// `.embedInCode` resources, cost 14 s of every first build.

#include "WebFiles.h"
#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_BYTES(name) static const unsigned char name[]

FILE_BYTES(abi) = {
#embed "../abi.js"
};
FILE_BYTES(bridge_array) = {
#embed "../bridge/array.js"
};
FILE_BYTES(bridge_closure) = {
#embed "../bridge/closure.js"
};
FILE_BYTES(bridge_error) = {
#embed "../bridge/error.js"
};
FILE_BYTES(bridge_handle) = {
#embed "../bridge/handle.js"
};
FILE_BYTES(bridge_load) = {
#embed "../bridge/load.js"
};
FILE_BYTES(bridge_member) = {
#embed "../bridge/member.js"
};
FILE_BYTES(bridge_memory) = {
#embed "../bridge/memory.js"
};
FILE_BYTES(bridge_number) = {
#embed "../bridge/number.js"
};
FILE_BYTES(bridge_numbers) = {
#embed "../bridge/numbers.js"
};
FILE_BYTES(bridge_object) = {
#embed "../bridge/object.js"
};
FILE_BYTES(bridge_optional) = {
#embed "../bridge/optional.js"
};
FILE_BYTES(bridge_stop) = {
#embed "../bridge/stop.js"
};
FILE_BYTES(bridge_suspend) = {
#embed "../bridge/suspend.js"
};
FILE_BYTES(bridge_text) = {
#embed "../bridge/text.js"
};
FILE_BYTES(bridge_throwing) = {
#embed "../bridge/throwing.js"
};
FILE_BYTES(bridge_value) = {
#embed "../bridge/value.js"
};
FILE_BYTES(bridge_waiting_closure) = {
#embed "../bridge/waiting-closure.js"
};
FILE_BYTES(bridge_wasi) = {
#embed "../bridge/wasi.js"
};
FILE_BYTES(filesystem) = {
#embed "../filesystem.js"
};
FILE_BYTES(loader) = {
#embed "../loader.js"
};
FILE_BYTES(streams) = {
#embed "../streams.js"
};
FILE_BYTES(wasi) = {
#embed "../wasi.js"
};
FILE_BYTES(wasi_descriptors) = {
#embed "../wasi-descriptors.js"
};
FILE_BYTES(wasi_files) = {
#embed "../wasi-files.js"
};
FILE_BYTES(wasi_paths) = {
#embed "../wasi-paths.js"
};
FILE_BYTES(wasi_process) = {
#embed "../wasi-process.js"
};
FILE_BYTES(run_changes) = {
#embed "../run/changes.js"
};
FILE_BYTES(run_node) = {
#embed "../run/node.js"
};
FILE_BYTES(run_page_html) = {
#embed "../run/page.html"
};
FILE_BYTES(run_page) = {
#embed "../run/page.js"
};
FILE_BYTES(run_report) = {
#embed "../run/report.js"
};
FILE_BYTES(run_worker) = {
#embed "../run/worker.js"
};
FILE_BYTES(page_columns) = {
#embed "../page/columns.js"
};
FILE_BYTES(page_declarations) = {
#embed "../page/declarations.js"
};
FILE_BYTES(page_callables) = {
#embed "../page/callables.js"
};
FILE_BYTES(page_glue) = {
#embed "../page/glue.js"
};
FILE_BYTES(page_element) = {
#embed "../page/element.js"
};
FILE_BYTES(page_files_view) = {
#embed "../page/files-view.js"
};
FILE_BYTES(page_files) = {
#embed "../page/files.js"
};
FILE_BYTES(page_functions_view) = {
#embed "../page/functions-view.js"
};
FILE_BYTES(page_keep) = {
#embed "../page/keep.js"
};
FILE_BYTES(page_module_info) = {
#embed "../page/module-info.js"
};
FILE_BYTES(page_page_css) = {
#embed "../page/page.css"
};
FILE_BYTES(page_page_html) = {
#embed "../page/page.html"
};
FILE_BYTES(page_page) = {
#embed "../page/page.js"
};
FILE_BYTES(page_program) = {
#embed "../page/program.js"
};
FILE_BYTES(page_screen) = {
#embed "../page/screen.js"
};
FILE_BYTES(page_settings) = {
#embed "../page/settings.js"
};
FILE_BYTES(page_streaming) = {
#embed "../page/streaming.js"
};
FILE_BYTES(page_style) = {
#embed "../page/style.js"
};
FILE_BYTES(page_terminal) = {
#embed "../page/terminal.js"
};
FILE_BYTES(page_waiting) = {
#embed "../page/waiting.js"
};
FILE_BYTES(page_words) = {
#embed "../page/words.js"
};
FILE_BYTES(page_worker) = {
#embed "../page/worker.js"
};

FILE_BYTES(serve_client) = {
#embed "../serve/client.js"
};
FILE_BYTES(serve_errors) = {
#embed "../serve/errors.js"
};
FILE_BYTES(serve_go) = {
#embed "../serve/go.js"
};
FILE_BYTES(serve_overlay) = {
#embed "../serve/overlay.js"
};
FILE_BYTES(serve_page_html) = {
#embed "../serve/page.html"
};
FILE_BYTES(serve_page) = {
#embed "../serve/page.js"
};
FILE_BYTES(serve_worker) = {
#embed "../serve/worker.js"
};

#define FILE_ENTRY(path, name) { path, name, sizeof name }

static const struct web_file files[] = {
    FILE_ENTRY("abi.js", abi),
    FILE_ENTRY("bridge/array.js", bridge_array),
    FILE_ENTRY("bridge/closure.js", bridge_closure),
    FILE_ENTRY("bridge/error.js", bridge_error),
    FILE_ENTRY("bridge/handle.js", bridge_handle),
    FILE_ENTRY("bridge/load.js", bridge_load),
    FILE_ENTRY("bridge/member.js", bridge_member),
    FILE_ENTRY("bridge/memory.js", bridge_memory),
    FILE_ENTRY("bridge/number.js", bridge_number),
    FILE_ENTRY("bridge/numbers.js", bridge_numbers),
    FILE_ENTRY("bridge/object.js", bridge_object),
    FILE_ENTRY("bridge/optional.js", bridge_optional),
    FILE_ENTRY("bridge/stop.js", bridge_stop),
    FILE_ENTRY("bridge/suspend.js", bridge_suspend),
    FILE_ENTRY("bridge/text.js", bridge_text),
    FILE_ENTRY("bridge/throwing.js", bridge_throwing),
    FILE_ENTRY("bridge/value.js", bridge_value),
    FILE_ENTRY("bridge/waiting-closure.js", bridge_waiting_closure),
    FILE_ENTRY("bridge/wasi.js", bridge_wasi),
    FILE_ENTRY("filesystem.js", filesystem),
    FILE_ENTRY("loader.js", loader),
    FILE_ENTRY("streams.js", streams),
    FILE_ENTRY("wasi.js", wasi),
    FILE_ENTRY("wasi-descriptors.js", wasi_descriptors),
    FILE_ENTRY("wasi-files.js", wasi_files),
    FILE_ENTRY("wasi-paths.js", wasi_paths),
    FILE_ENTRY("wasi-process.js", wasi_process),
    FILE_ENTRY("page/columns.js", page_columns),
    FILE_ENTRY("page/declarations.js", page_declarations),
    FILE_ENTRY("page/callables.js", page_callables),
    FILE_ENTRY("page/glue.js", page_glue),
    FILE_ENTRY("page/element.js", page_element),
    FILE_ENTRY("page/files-view.js", page_files_view),
    FILE_ENTRY("page/files.js", page_files),
    FILE_ENTRY("page/functions-view.js", page_functions_view),
    FILE_ENTRY("page/keep.js", page_keep),
    FILE_ENTRY("page/module-info.js", page_module_info),
    FILE_ENTRY("page/page.css", page_page_css),
    FILE_ENTRY("page/page.html", page_page_html),
    FILE_ENTRY("page/page.js", page_page),
    FILE_ENTRY("page/program.js", page_program),
    FILE_ENTRY("page/screen.js", page_screen),
    FILE_ENTRY("page/settings.js", page_settings),
    FILE_ENTRY("page/streaming.js", page_streaming),
    FILE_ENTRY("page/style.js", page_style),
    FILE_ENTRY("page/terminal.js", page_terminal),
    FILE_ENTRY("page/waiting.js", page_waiting),
    FILE_ENTRY("page/words.js", page_words),
    FILE_ENTRY("page/worker.js", page_worker),
    FILE_ENTRY("run/changes.js", run_changes),
    FILE_ENTRY("run/node.js", run_node),
    FILE_ENTRY("run/page.html", run_page_html),
    FILE_ENTRY("run/page.js", run_page),
    FILE_ENTRY("run/report.js", run_report),
    FILE_ENTRY("run/worker.js", run_worker),
    FILE_ENTRY("serve/client.js", serve_client),
    FILE_ENTRY("serve/errors.js", serve_errors),
    FILE_ENTRY("serve/go.js", serve_go),
    FILE_ENTRY("serve/overlay.js", serve_overlay),
    FILE_ENTRY("serve/page.html", serve_page_html),
    FILE_ENTRY("serve/page.js", serve_page),
    FILE_ENTRY("serve/worker.js", serve_worker),
};

const struct web_file *web_file_find(const char *path) {
    for (size_t index = 0; index < sizeof files / sizeof *files; index++) {
        if (strcmp(files[index].path, path) == 0) return &files[index];
    }
    return NULL;
}
