/** Python's ways to run programs, code and native code. */
export const PROCESS = `
{os,posix,nt}.{system,popen} | process.shell | command=0,cmd,command | >processes
os.{popen2,popen3,popen4} | process.shell | command=0
os.{startfile} | process.run | command=0,path,filepath
os.{execl,execle,execlp,execlpe,spawnl,spawnle,spawnlp,spawnlpe} | process.run | command=*
os.{execv,execve,execvp,execvpe} | process.run | command=1,0
os.{spawnv,spawnve,spawnvp,spawnvpe,posix_spawn,posix_spawnp} | process.run | command=2,1
{subprocess,asyncio.subprocess}.{Popen,run,check_output} | process.run | command=0,args | >processes
{subprocess,asyncio.subprocess}.{call,check_call} | process.run | command=0,args
{subprocess.getoutput,subprocess.getstatusoutput,commands.getoutput,commands.getstatusoutput} | process.shell | command=0,cmd | >processes
{asyncio.create_subprocess_shell} | process.shell | command=0,cmd | >processes
{asyncio.create_subprocess_exec} | process.run | command=* | >processes
{subprocess.Popen,asyncio.create_subprocess_shell,asyncio.create_subprocess_exec}().communicate | | data=0,input
{pexpect.spawn,pexpect.run,pexpect.spawnu,pexpect.runu} | process.run | command=@command | >processes
sh.{bash,sh,zsh,python,python3,curl,wget,nc,ncat,sudo,crontab,systemctl,ssh,scp,chmod,dd} | process.run | command=* | >processes
{plumbum.local[],plumbum.local.get()} | process.run | command=* | >processes
System.Diagnostics.Process.Start | process.run | command=0
System.Reflection.Assembly.Load | code.native | code=0
psutil.process_iter()[].{kill,terminate} | process.kill | name=0
{sys.path.insert} | code.import | name=1
{sys.path.append} | code.import | name=0
{psutil.Popen,pexpect.popen_spawn.PopenSpawn,ptyprocess.PtyProcess.spawn,ptyprocess.PtyProcessUnicode.spawn,winpty.PtyProcess.spawn,wexpect.spawn,envoy.run,easyprocess.EasyProcess,_winapi.CreateProcess,plumbum.cmd,executor.execute} | process.run | command=0,1 | >processes
{subprocess.Popen,asyncio.create_subprocess_shell,asyncio.create_subprocess_exec}().stdin.{write,writelines} | | data=0
{asyncio.get_event_loop,asyncio.get_running_loop,asyncio.new_event_loop}().subprocess_shell | process.shell | command=1,cmd
{asyncio.get_event_loop,asyncio.get_running_loop,asyncio.new_event_loop}().subprocess_exec | process.run | command=1
{invoke.run,plumbum.local,sh.Command,delegator.run,sarge.run,distutils.spawn.spawn,setuptools.command.install.install().spawn,fabric.api.local} | process.run | command=0
{pty.spawn} | process.run | command=0 | "pty"
{win32api.ShellExecute,win32com.shell.shell.ShellExecuteEx,ctypes.windll.shell32.ShellExecuteW,ctypes.windll.shell32.ShellExecuteA,ctypes.windll.shell32.ShellExecuteEx} | process.run | command=2,3
{win32process.CreateProcess,ctypes.windll.kernel32.CreateProcessW,ctypes.windll.kernel32.CreateProcessA,ctypes.windll.kernel32.WinExec} | process.run | command=0,1
{ctypes.CDLL(),ctypes.cdll.LoadLibrary(),ctypes.cdll.msvcrt,ctypes.windll.msvcrt,ctypes.PyDLL()}.{system,_wsystem,popen,execl,execv,execve,execlp,execvp} | process.shell | command=0
{ctypes.windll.urlmon.URLDownloadToFileW,ctypes.windll.urlmon.URLDownloadToFileA} | net.fetch file.write | address=1 path=2 | >network
{win32com.client.Dispatch,win32com.client.dynamic.Dispatch,comtypes.client.CreateObject,win32com.client.gencache.EnsureDispatch,win32com.client.DispatchEx} | | name=0
{win32com.client.dynamic.Dispatch,comtypes.client.CreateObject,win32com.client.gencache.EnsureDispatch,win32com.client.DispatchEx}().{Run,ShellExecute,Exec} | process.run | command=0
wmi.WMI().Win32_Process.Create | process.run | command=CommandLine,0
{win32api.WinExec} | process.run | command=0
win32com.client.Dispatch().{Run,ShellExecute,Exec} | process.run | command=0
{win32com.client.Dispatch,win32com.client.dynamic.Dispatch,win32com.client.gencache.EnsureDispatch,comtypes.client.CreateObject}().{CreateShortcut,CreateShortCut} | file.write | path=0
win32com.client.Dispatch().RegWrite | registry.write | path=0 data=1
member.replace | code.patch | name=0 code=1
{exec} | code.evaluate | code=0
{eval} | code.evaluate | code=0
{execfile} | code.evaluate | code=0
{compile} | code.compile | code=0,source | 
{trace.Trace().run,bdb.Bdb().run,pdb.run,profile.run,timeit.repeat,timeit.Timer,_xxsubinterpreters.run_string,_interpreters.run_string,_testcapi.run_in_subinterp,cProfile.Profile().run,pdb.runeval} | code.evaluate | code=0,1
{_xxsubinterpreters.run_string,_interpreters.run_string,_interpreters.exec} | code.evaluate | code=1
{code.InteractiveInterpreter().runcode,code.InteractiveInterpreter().runsource,code.InteractiveConsole().push,timeit.timeit,cProfile.run} | code.evaluate | code=0
{types.FunctionType,types.LambdaType,types.CodeType} | code.evaluate | code=0
{marshal.loads,marshal.load} | code.deserialize | code=0 data=0 | >decoded "marshal"
{pickle.Unpickler().load} | code.deserialize | code=this data=this
{jsonpickle.decode,joblib.load,pandas.read_pickle,torch.load} | code.deserialize | code=0 data=0
{pickle,cPickle,_pickle,dill,cloudpickle}.{loads,load} | code.deserialize | code=0 data=0
{__import__,importlib.import_module,importlib.__import__,imp.load_source,importlib.machinery.SourceFileLoader,importlib.util.spec_from_file_location,imp.load_dynamic,zipimport.zipimporter,runpy.run_path,runpy.run_module} | code.import | name=0,name path=1,location
{importlib.machinery.SourceFileLoader().load_module,importlib.util.spec_from_file_location().loader.exec_module,importlib.machinery.ExtensionFileLoader} | code.evaluate | code=this
{ctypes.CDLL,ctypes.WinDLL,ctypes.cdll.LoadLibrary,ctypes.windll.LoadLibrary,ctypes.OleDLL,ctypes.PyDLL,cffi.FFI().dlopen} | code.native | path=0
ctypes.windll.kernel32.{VirtualAlloc,VirtualAllocEx,VirtualProtect,VirtualProtectEx,WriteProcessMemory,RtlMoveMemory,CreateThread,CreateRemoteThread,QueueUserAPC,HeapCreate,HeapAlloc,CreateProcessInternalW,EnumSystemLocalesA,EnumSystemLocalesW,SetThreadContext,VirtualAlloc2} | code.memory | data=1,2,3
ctypes.windll.ntdll.{NtAllocateVirtualMemory,NtWriteVirtualMemory,RtlMoveMemory,RtlCopyMemory,NtCreateThreadEx,NtQueueApcThread,NtProtectVirtualMemory} | code.memory | data=1
ctypes.{memmove} | code.memory | data=1
{ctypes.CFUNCTYPE(),ctypes.WINFUNCTYPE(),ctypes.PYFUNCTYPE()} | code.memory | data=0
os.memfd_create | code.memory | name=0
{mmap.mmap} | code.native |
ctypes.windll.kernel32.{IsDebuggerPresent,CheckRemoteDebuggerPresent} | debug.check |
ctypes.windll.kernel32.{OpenProcess} | process.list |
ctypes.windll.user32.{ShowWindow} | process.hide |
ctypes.windll.kernel32.{FreeConsole} | process.hide |
{win32gui.ShowWindow,win32console.GetConsoleWindow} | process.hide |
{sys.gettrace} | debug.check |
{psutil.process_iter,psutil.pids,wmi.WMI().Win32_Process} | process.list | | >processes
{psutil.Process().kill,psutil.Process().terminate,os.kill,os.killpg} | process.kill | name=0
{os.fork,os.setsid,daemon.DaemonContext} | process.hide |
{os.dup2} | process.redirect | path=0
{threading.Thread,threading.Timer,multiprocessing.Process,_thread.start_new_thread,thread.start_new_thread} | thread | code=target,0 | calls
{concurrent.futures.ThreadPoolExecutor(),concurrent.futures.ProcessPoolExecutor()}.{submit,map} | thread | | calls
{multiprocessing.Pool(),multiprocessing.pool.ThreadPool()}.{map,apply,apply_async,map_async,starmap} | thread | | calls
{sched.scheduler().enter,sched.scheduler().enterabs} | thread | | calls
{atexit.register,signal.signal,weakref.finalize} | exit-hook | code=0 | calls
{asyncio.run,asyncio.get_event_loop().run_until_complete,asyncio.create_task,asyncio.ensure_future,asyncio.gather,asyncio.get_event_loop().run_in_executor,asyncio.to_thread,trio.run,anyio.run,tkinter.Tk().after,schedule.every().seconds.do,schedule.every().minutes.do,keyboard.on_press,keyboard.on_release,keyboard.hook,keyboard.add_hotkey,functools.reduce} | | | calls
{time.sleep,asyncio.sleep} | sleep | data=0
{sys.exit,os._exit,exit,quit,os.abort} | exit |
{pip.main,pip._internal.main,pip._internal.cli.main.main,pip._internal.main.main,pip._internal.cli.main,pip.main.main} | package.install | command=0
{setuptools.setup,distutils.core.setup,setuptools.build_meta.setup,skbuild.setup,numpy.distutils.core.setup} | setup.call | name=name
{twine.commands.upload.main,twine.commands.upload.upload} | package.publish | name=*
`;
