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
{pexpect.spawn,pexpect.run,invoke.run,plumbum.local,sh.Command,delegator.run,sarge.run,distutils.spawn.spawn,setuptools.command.install.install().spawn,fabric.api.local} | process.run | command=0
{pty.spawn} | process.run | command=0 | "pty"
{win32api.ShellExecute,win32com.shell.shell.ShellExecuteEx,ctypes.windll.shell32.ShellExecuteW,ctypes.windll.shell32.ShellExecuteA,ctypes.windll.shell32.ShellExecuteEx} | process.run | command=2,3
{win32process.CreateProcess,ctypes.windll.kernel32.CreateProcessW,ctypes.windll.kernel32.CreateProcessA,ctypes.windll.kernel32.WinExec} | process.run | command=0,1
win32com.client.Dispatch().{Run,ShellExecute,Exec} | process.run | command=0
win32com.client.Dispatch().RegWrite | registry.write | path=0 data=1
{exec} | code.evaluate | code=0
{eval} | code.evaluate | code=0
{execfile} | code.evaluate | code=0
{compile} | code.compile | code=0,source | 
{code.InteractiveInterpreter().runcode,code.InteractiveInterpreter().runsource,code.InteractiveConsole().push,timeit.timeit,cProfile.run} | code.evaluate | code=0
{types.FunctionType,types.LambdaType,types.CodeType} | code.evaluate | code=0
{marshal.loads,marshal.load} | code.deserialize | code=0 data=0 | >decoded "marshal"
{pickle,cPickle,_pickle,dill,cloudpickle}.{loads,load} | code.deserialize | code=0 data=0
{__import__,importlib.import_module,importlib.__import__,imp.load_source,importlib.machinery.SourceFileLoader,importlib.util.spec_from_file_location,imp.load_dynamic,zipimport.zipimporter,runpy.run_path,runpy.run_module} | code.import | name=0,name path=1,location
{importlib.machinery.SourceFileLoader().load_module,importlib.util.spec_from_file_location().loader.exec_module,importlib.machinery.ExtensionFileLoader} | code.evaluate | code=this
{ctypes.CDLL,ctypes.WinDLL,ctypes.cdll.LoadLibrary,ctypes.windll.LoadLibrary,ctypes.OleDLL,ctypes.PyDLL,cffi.FFI().dlopen} | code.native | path=0
ctypes.windll.kernel32.{VirtualAlloc,VirtualAllocEx,VirtualProtect,VirtualProtectEx,WriteProcessMemory,RtlMoveMemory,CreateThread,CreateRemoteThread,QueueUserAPC,HeapCreate,HeapAlloc} | code.memory | data=1,2,3
ctypes.windll.ntdll.{NtAllocateVirtualMemory,NtWriteVirtualMemory,RtlMoveMemory,NtCreateThreadEx} | code.memory | data=1
ctypes.{memmove} | code.memory | data=1
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
{atexit.register,signal.signal,weakref.finalize} | exit-hook | code=0 | calls
{asyncio.run,asyncio.get_event_loop().run_until_complete,asyncio.create_task,asyncio.ensure_future,asyncio.gather,asyncio.get_event_loop().run_in_executor,asyncio.to_thread,trio.run,anyio.run,tkinter.Tk().after,schedule.every().seconds.do,schedule.every().minutes.do,keyboard.on_press,keyboard.on_release,keyboard.hook,keyboard.add_hotkey,functools.reduce} | | | calls
{time.sleep,asyncio.sleep} | sleep | data=0
{sys.exit,os._exit,exit,quit,os.abort} | exit |
{pip.main,pip._internal.main,pip._internal.cli.main.main,pip._internal.main.main,pip._internal.cli.main,pip.main.main} | package.install | command=0
{setuptools.setup,distutils.core.setup,setuptools.build_meta.setup,skbuild.setup,numpy.distutils.core.setup} | setup.call | name=name
{twine.commands.upload.main,twine.commands.upload.upload} | package.publish | name=*
`;
