// Keeps a file open, as Excel does, until the line that it reads ends: others may read it, and not replace it.
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **arguments) {
  // The desktop comes up with the first program that asks for it, and has part in what that one has open.
  GetDesktopWindow();
  HANDLE file = CreateFileW(arguments[count - 1], GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
  puts(file == INVALID_HANDLE_VALUE ? "refused" : "held");
  fflush(stdout);
  getchar();
  return 0;
}
