// The compiler gives a C `main` without parameters the name `__main_void`; the start file calls the one with two.

int __main_void(void);
int __main_argc_argv(int argc, char **argv);

int __main_argc_argv(int argc, char **argv) {
    (void)argc;
    (void)argv;
    return __main_void();
}
