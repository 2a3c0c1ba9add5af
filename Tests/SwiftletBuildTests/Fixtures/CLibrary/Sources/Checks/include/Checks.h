// Each prints what it finds; the same source compiled for the host by its own C library must print the same.
void checkText(void);
void checkMemory(void);
void checkNumbers(void);
void checkMath(void);
