// Starts a program as the desktop does, in a console of its own, waits until it waits for a key, prints what stands in
// the window, presses Enter, and ends as the program does.
#include <stdio.h>
#include <windows.h>

static void print(const wchar_t *text, int length) {
  char bytes[1024];
  fwrite(bytes, 1, WideCharToMultiByte(CP_UTF8, 0, text, length, bytes, sizeof bytes, NULL, NULL), stdout);
}

static void print_window(void) {
  HANDLE out = CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
  CONSOLE_SCREEN_BUFFER_INFO window;
  GetConsoleScreenBufferInfo(out, &window);
  for (COORD at = {0, 0}; at.Y <= window.dwCursorPosition.Y; at.Y++) {
    wchar_t line[256];
    DWORD length = 0;
    ReadConsoleOutputCharacterW(out, line, window.dwSize.X < 256 ? window.dwSize.X : 256, at, &length);
    while (length > 0 && line[length - 1] == L' ') length--;
    print(line, (int)length);
    puts("");
  }
}

static void press_enter(void) {
  HANDLE in = CreateFileW(L"CONIN$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
  INPUT_RECORD key = {.EventType = KEY_EVENT};
  DWORD written;
  key.Event.KeyEvent.bKeyDown = TRUE;
  key.Event.KeyEvent.wRepeatCount = 1;
  key.Event.KeyEvent.wVirtualKeyCode = VK_RETURN;
  key.Event.KeyEvent.uChar.UnicodeChar = L'\r';
  WriteConsoleInputW(in, &key, 1, &written);
}

// The seconds to wait, and a command line.
int wmain(int count, wchar_t **arguments) {
  STARTUPINFOW how = {.cb = sizeof how};
  PROCESS_INFORMATION program;
  if (count != 3 || !CreateProcessW(NULL, arguments[2], NULL, NULL, FALSE, CREATE_NEW_CONSOLE, NULL, NULL, &how, &program)) {
    printf("not started: %lu\n", GetLastError());
    return 99;
  }
  // Whoever looks at the window has a part in it, so the program must have seen by then that it was alone.
  if (WaitForSingleObject(program.hProcess, 1000 * _wtoi(arguments[1])) == WAIT_TIMEOUT) {
    FreeConsole();
    if (!AttachConsole(program.dwProcessId)) printf("no window: %lu\n", GetLastError());
    print_window();
    press_enter();
    if (WaitForSingleObject(program.hProcess, 20000) == WAIT_TIMEOUT) {
      puts("it still waits");
      TerminateProcess(program.hProcess, 98);
    }
  } else {
    puts("it did not wait");
  }
  DWORD status;
  GetExitCodeProcess(program.hProcess, &status);
  return (int)status;
}
