/** Imported functions that tell what a native file can do. Alone they are weak: every runtime library imports many of them. */
import type { Effect } from '../../model/effect.ts';

/** By name, without the letter for wide or narrow text. */
export const TELLING: ReadonlyMap<string, readonly Effect[]> = new Map<string, readonly Effect[]>(
  Object.entries({
    'code.memory': 'WriteProcessMemory CreateRemoteThread CreateRemoteThreadEx NtCreateThreadEx QueueUserAPC NtMapViewOfSection NtUnmapViewOfSection ZwUnmapViewOfSection SetThreadContext RtlCreateUserThread NtWriteVirtualMemory process_vm_writev task_for_pid mach_vm_write',
    'net.fetch': 'URLDownloadToFile URLDownloadToCacheFile InternetOpenUrl InternetReadFile WinHttpOpenRequest WinHttpSendRequest HttpSendRequest curl_easy_perform',
    'net.connect': 'WSAConnect connect InternetConnect WinHttpConnect',
    'net.listen': 'listen accept',
    'clipboard.read': 'GetClipboardData AddClipboardFormatListener SetClipboardViewer',
    'clipboard.write': 'SetClipboardData EmptyClipboard',
    'keys.listen': 'SetWindowsHookEx GetAsyncKeyState GetKeyboardState RegisterRawInputDevices CGEventTapCreate XRecordEnableContext',
    'keys.send': 'SendInput keybd_event',
    'screen.capture': 'BitBlt CGWindowListCreateImage XGetImage',
    'camera.capture': 'capCreateCaptureWindow',
    'secret.unprotect': 'CryptUnprotectData SecItemCopyMatching SecKeychainFindGenericPassword CredEnumerate CredRead LsaRetrievePrivateData',
    'registry.write': 'RegSetValueEx RegSetKeyValue RegCreateKeyEx',
    'process.run': 'CreateProcess CreateProcessAsUser CreateProcessWithLogon execve execvp execl execv execlp posix_spawn posix_spawnp WinExec NSTask',
    'process.shell': 'ShellExecute ShellExecuteEx system popen _popen _wsystem',
    'process.list': 'CreateToolhelp32Snapshot Process32First EnumProcesses',
    'process.kill': 'TerminateProcess',
    'debug.check': 'IsDebuggerPresent CheckRemoteDebuggerPresent NtQueryInformationProcess ptrace',
    'file.delete-tree': 'SHFileOperation nftw',
    'host.identity': 'GetComputerName GetUserName GetAdaptersInfo GetVolumeInformation gethostname getpwuid uname',
    'net.resolve': 'DnsQuery getaddrinfo gethostbyname',
    'code.native': 'LoadLibrary LoadLibraryEx dlopen NtLoadDriver init_module finit_module',
    'decrypt': 'CryptDecrypt BCryptDecrypt',
    'encrypt': 'CryptEncrypt BCryptEncrypt',
  } satisfies Partial<Record<Effect, string>>).flatMap(([effect, names]) => names.split(' ').map((name): [string, readonly Effect[]] => [name, [effect as Effect]])),
);

/** The effects of an imported function; empty where it tells nothing. */
export function effectsOf(name: string): readonly Effect[] {
  return TELLING.get(name) ?? TELLING.get(name.replace(/(?<=[a-z0-9])[AW]$/, '')) ?? TELLING.get(name.replace(/@.*$|\$.*$/, '')) ?? [];
}

/** What made or packed a file, by marks that its maker leaves; `packs` where it hides what is inside. */
export const MAKERS: readonly (readonly [name: string, mark: string, packs: boolean])[] = [
  ['UPX', 'UPX!', true], ['PyInstaller', 'MEI\x0c\x0b\n\x0b\x0e', true], ['PyInstaller', '_MEIPASS', true], ['Nuitka', 'NUITKA_ONEFILE', true], ['py2exe', 'PYTHONSCRIPT', true], ['cx_Freeze', 'cx_Freeze', true],
  ['pkg', 'PAYLOAD_POSITION', true], ['nexe', '<nexe~~sentinel>', true], ['NSIS', 'NullsoftInst', true], ['Inno Setup', 'Inno Setup Setup Data', true], ['AutoIt', 'AU3!EA06', true], ['VMProtect', '.vmp0', true], ['Themida', '.themida', true], ['MPRESS', '.MPRESS1', true],
  ['Go', 'Go build ID: "', false], ['Go', '\xff Go buildinf:', false], ['Rust', '/rustc/', false], ['.NET', '_CorExeMain', false], ['Cython', '__pyx_', false],
];
