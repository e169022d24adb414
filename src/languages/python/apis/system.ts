/** Python's ways to touch files, the host, the user's desk and secrets. */
export const SYSTEM = `
{open,io.open,codecs.open,os.fdopen,aiofiles.open} | | path=0,file mode=1,mode
{open(),io.open(),codecs.open(),aiofiles.open(),os.fdopen(),tempfile.NamedTemporaryFile(),tempfile.TemporaryFile(),tempfile.mkstemp()}.{write,writelines} | file.write | path=this data=0
{open(),io.open(),codecs.open(),aiofiles.open(),os.fdopen(),gzip.open(),tempfile.NamedTemporaryFile()}.{read,readlines,readline,readall} | file.read | path=this | >file
{os.open} | file.read | path=0 | >file
{os.write} | file.write | path=0 data=1
{pathlib.Path(),pathlib.PosixPath(),pathlib.WindowsPath()}.{write_text,write_bytes} | file.write | path=this data=0
{pathlib.Path(),pathlib.PosixPath(),pathlib.WindowsPath()}.{read_text,read_bytes} | file.read | path=this | >file
{pathlib.Path()}.{unlink,rmdir} | file.delete | path=this
{pathlib.Path()}.{rglob,glob,iterdir} | file.list | path=this | >file
{pathlib.Path()}.{exists,is_file,is_dir} | file.exists | path=this
{pathlib.Path()}.chmod | file.chmod | path=this mode=0
{os.remove,os.unlink,os.rmdir,os.removedirs} | file.delete | path=0
{shutil.rmtree,distutils.dir_util.remove_tree} | file.delete-tree | path=0
{shutil.copy,shutil.copy2,shutil.copyfile,shutil.move,shutil.copytree,os.rename,os.replace,os.link,os.symlink,distutils.file_util.copy_file} | file.copy | path=0,src target=1,dst
shutil.copyfileobj | file.write | data=0 path=1
{os.listdir,os.walk,os.scandir,glob.glob,glob.iglob} | file.list | path=0 | >file
{os.path.exists,os.path.isfile,os.path.isdir,os.access} | file.exists | path=0
{os.chmod,os.fchmod} | file.chmod | path=0 mode=1
{os.mkdir,os.makedirs} | | path=0
{ctypes.windll.kernel32.SetFileAttributesW,win32api.SetFileAttributes,ctypes.windll.kernel32.SetFileAttributesA} | file.hide | path=0
{zipfile.ZipFile,tarfile.open,py7zr.SevenZipFile,zipfile.ZipFile.open,rarfile.RarFile} | | path=0 mode=1
{pyzipper.AESZipFile,pyzipper.ZipFile,tarfile.TarFile,tarfile.TarFile.open,zipfile.PyZipFile} | | path=0,fileobj,name mode=1
{pyzipper.AESZipFile(),pyzipper.ZipFile(),tarfile.TarFile(),tarfile.TarFile.open()}.{extractall,extract} | file.unpack file.write | path=0,path,-1 data=this
{patoolib.extract_archive,pyunpack.Archive().extractall} | file.unpack file.write | path=outdir,0 data=0
{pyzipper.AESZipFile(),pyzipper.ZipFile()}.write | file.pack file.read | path=0 target=this | >file
{tarfile.open(),tarfile.TarFile.open()}.add | file.pack file.read | path=0,name target=this | >file
{zipfile.ZipFile(),tarfile.open(),py7zr.SevenZipFile(),rarfile.RarFile()}.{extractall,extract} | file.unpack file.write | path=0,path,-1 data=this
{zipfile.ZipFile()}.write | file.pack file.read | path=0 target=this | >file
{zipfile.ZipFile()}.writestr | file.pack | data=1 target=this | >file
{zipfile.ZipFile()}.read | | data=this
{shutil.make_archive} | file.pack file.read | path=2,root_dir,base_dir target=0,base_name | >file
{shutil.unpack_archive} | file.unpack file.write | path=1 data=0
{wave.open,PIL.Image.open,cv2.imread} | | path=0
wave.open().readframes | file.read | path=this | >file
PIL.Image.open().{getdata,getpixel,tobytes} | file.read | path=this | >file
{stegano.lsb.reveal,stegano.red.reveal,stegano.exifHeader.reveal,stepic.decode,cryptosteganography.CryptoSteganography().retrieve} | decode | data=0 | >decoded "steganography"
plistlib.dump | file.write | path=1,fp data=0,value
{sqlite3.connect} | database.open | path=0 | >file
{json.load,yaml.load,toml.load,csv.reader,configparser.ConfigParser().read,pandas.read_csv} | | data=0
{configparser.ConfigParser().read,ConfigParser.ConfigParser().read} | file.read | path=0 | >file
{base64.b64decode,base64.urlsafe_b64decode,base64.standard_b64decode,base64.decodebytes,base64.decodestring,base64.b32decode,base64.b16decode,base64.b85decode,base64.a85decode,binascii.a2b_base64,binascii.unhexlify,binascii.a2b_hex,bytes.fromhex,bytearray.fromhex,codecs.decode} | decode | data=0
{zlib.decompress,gzip.decompress,bz2.decompress,lzma.decompress,zlib.decompressobj().decompress,brotli.decompress} | decompress | data=0
{cryptography.fernet.Fernet().decrypt,Crypto.Cipher.AES.new().decrypt,Cryptodome.Cipher.AES.new().decrypt,Crypto.Cipher.ARC4.new().decrypt,Crypto.Cipher.AES.new().decrypt_and_verify,cryptography.hazmat.primitives.ciphers.aead.AESGCM().decrypt,cryptography.hazmat.primitives.ciphers.Cipher().decryptor().update,pyaes.AESModeOfOperationCTR().decrypt,pyaes.AESModeOfOperationGCM().decrypt,pyAesCrypt.decryptStream,pyAesCrypt.decryptFile,cryptocode.decrypt,simplecrypt.decrypt,Crypto.Cipher.DES3.new().decrypt,Crypto.Cipher.ChaCha20.new().decrypt,Crypto.Cipher.Blowfish.new().decrypt,nacl.public.SealedBox().decrypt,gnupg.GPG().decrypt,nacl.secret.SecretBox().decrypt,rsa.decrypt} | decrypt | data=0
*.{decrypt,decrypt_message} | decrypt | data=0 | >decoded "decrypt"
{cryptography.fernet.Fernet().encrypt,Crypto.Cipher.AES.new().encrypt,Cryptodome.Cipher.AES.new().encrypt,pyAesCrypt.encryptFile,pyAesCrypt.encryptStream,Crypto.Cipher.ChaCha20.new().encrypt,Crypto.Cipher.DES3.new().encrypt,Crypto.Cipher.PKCS1_OAEP.new().encrypt,Crypto.Cipher.AES.new().encrypt_and_digest,cryptography.hazmat.primitives.ciphers.Cipher().encryptor().update,cryptography.hazmat.primitives.ciphers.aead.AESGCM().encrypt,pyaes.AESModeOfOperationCTR().encrypt,nacl.secret.SecretBox().encrypt} | encrypt | data=0
{pyperclip.paste,clipboard.paste,win32clipboard.GetClipboardData,xerox.paste,pandas.read_clipboard,PIL.ImageGrab.grabclipboard,ctypes.windll.user32.GetClipboardData,tkinter.Tk().clipboard_get,Tkinter.Tk().clipboard_get,PyQt5.QtWidgets.QApplication.clipboard().text,klembord.get_text,copykitten.paste} | clipboard.read | | >clipboard
{pyperclip.copy,clipboard.copy,win32clipboard.SetClipboardText,win32clipboard.SetClipboardData,xerox.copy,ctypes.windll.user32.SetClipboardData,tkinter.Tk().clipboard_append,Tkinter.Tk().clipboard_append,PyQt5.QtWidgets.QApplication.clipboard().setText,klembord.set_text,copykitten.copy} | clipboard.write | data=0,-1
*.{clipboard_get} | clipboard.read | | >clipboard
*.{clipboard_append} | clipboard.write | data=0
{PIL.ImageGrab.grab,ImageGrab.grab,pyautogui.screenshot,mss.mss().grab,mss.mss().shot,pyscreenshot.grab,pyscreeze.screenshot,d3dshot.create().screenshot,mss.mss().save,dxcam.create().grab,pyscreenshot.grab_to_file,autopy.bitmap.capture_screen,pyautogui.screenshotUtil,PyQt5.QtWidgets.QApplication.primaryScreen().grabWindow,PyQt6.QtWidgets.QApplication.primaryScreen().grabWindow,PyQt5.QtGui.QGuiApplication.primaryScreen().grabWindow,Quartz.CGWindowListCreateImage} | screen.capture | | >screen
{pynput.keyboard.Listener,keyboard.on_press,keyboard.on_release,keyboard.hook,keyboard.read_event,keyboard.record,pyHook.HookManager,pyWinhook.HookManager,pythoncom.PumpMessages,ctypes.windll.user32.GetAsyncKeyState,ctypes.windll.user32.GetKeyboardState,ctypes.windll.user32.GetRawInputData,pyxhook.HookManager,evdev.InputDevice().read_loop,evdev.InputDevice().async_read_loop,keyboard.hook_key,keyboard.on_press_key,mouse.hook,pynput.keyboard.Events,win32api.GetAsyncKeyState,ctypes.windll.user32.SetWindowsHookExA,ctypes.windll.user32.SetWindowsHookExW,keyboard.start_recording} | keys.listen | code=on_press | >keys calls
{cv2.VideoCapture,pygame.camera.Camera,VideoCapture.Device,picamera.PiCamera,imutils.video.VideoStream} | camera.capture | | >camera
{pyaudio.PyAudio().open,sounddevice.rec,sounddevice.InputStream,sounddevice.RawInputStream,speech_recognition.Microphone} | microphone.capture | | >camera
{socket.gethostname,netifaces.gateways,psutil.users,os.getgid,pwd.getpwall,grp.getgrall,psutil.net_connections,cpuinfo.get_cpu_info,machineid.id,machineid.hashed_id,py_machineid.id,win32api.GetUserNameEx,win32net.NetUserGetInfo,ctypes.windll.advapi32.GetUserNameW,uuid.uuid1,platform.node,platform.uname,os.uname,getpass.getuser,os.getlogin,uuid.getnode,pwd.getpwuid,win32api.GetUserName,win32api.GetComputerName,psutil.net_if_addrs,netifaces.interfaces,netifaces.ifaddresses,getmac.get_mac_address,os.getuid,os.geteuid,wmi.WMI} | host.identity | | >identity
{platform.platform,platform.system,platform.release,platform.version,platform.machine,platform.processor,platform.architecture,sys.getwindowsversion,platform.mac_ver,platform.win32_ver,platform.python_version,distro.name,psutil.virtual_memory,psutil.cpu_count,psutil.disk_usage,psutil.boot_time,GPUtil.getGPUs} | host.platform | | >identity
{locale.getdefaultlocale,locale.getlocale,ctypes.windll.kernel32.GetUserDefaultUILanguage,ctypes.windll.kernel32.GetSystemDefaultUILanguage} | host.locale | | >identity
{datetime.datetime.now,datetime.date.today,time.time,datetime.datetime.utcnow,time.localtime,datetime.datetime.today} | host.time | |
{os.getcwd,os.getcwdb} | | | =%CWD% >identity
{os.getenv,os.environ.get,os.environb.get,os.environ.setdefault,os.environ.pop} | env.read | name=0,key | >environment =%{0}%
os.environ.{items,copy,values} | env.all | | >environment "os.environ"
os.environ.keys | env.all | | >environment
{os.path.expanduser} | | path=0
{tempfile.gettempdir,tempfile.mkdtemp} | | | =%TEMP%
{tempfile.mktemp,tempfile.mkstemp} | | 
{appdirs.user_data_dir,platformdirs.user_data_dir} | | | =%APPDATA%
{win32crypt.CryptUnprotectData,ctypes.windll.crypt32.CryptUnprotectData} | secret.unprotect | data=0 | >browser
{keyring.get_password,keyring.get_credential,secretstorage.get_default_collection} | secret.unprotect | name=0 | >secrets
{browser_cookie3.vivaldi,browser_cookie3.chromium,browser_cookie3.opera_gx,browser_cookie3.safari,browser_cookie3.librewolf,browser_cookie3.arc,rookiepy.firefox,rookiepy.edge,rookiepy.brave,rookiepy.opera,rookiepy.chromium,rookiepy.chromium_based,rookiepy.any_browser,pycookiecheat.chrome_cookies,pycookiecheat.BrowserType,browserhistory.get_browserhistory,browser_history.get_history,browser_history.browsers.Chrome().fetch_history} | secret.unprotect | | >browser
{win32cred.CredEnumerate,win32cred.CredRead,secretstorage.get_all_collections,gnomekeyring.list_keyring_names_sync,keyring.get_keyring,dpapi.unprotect} | secret.unprotect | | >secrets
{browser_cookie3.chrome,browser_cookie3.firefox,browser_cookie3.load,browser_cookie3.edge,browsercookie.chrome,browsercookie.load,browser_cookie3.opera,browser_cookie3.brave,rookiepy.chrome,rookiepy.load} | secret.unprotect | | >browser
{winreg,_winreg}.{OpenKey,OpenKeyEx,CreateKey,CreateKeyEx,ConnectRegistry} | registry.read | path=1
{win32api.RegOpenKeyEx,win32api.RegOpenKey,win32api.RegCreateKey,win32api.RegCreateKeyEx} | registry.read | path=1
{win32api.RegSetValueEx,win32api.RegSetValue} | registry.write | path=0,1 data=4,-1
{winreg,_winreg}.{SetValueEx,SetValue} | registry.write | path=0,1 data=4,-1
{winreg,_winreg}.{QueryValueEx,EnumValue,EnumKey} | registry.read | path=1 | >identity
{boto3.client,boto3.Session().client,boto3.resource} | | name=0
{boto3.client().get_secret_value,boto3.Session().get_credentials} | secret.unprotect | | >secrets
{pyautogui.typewrite,pyautogui.write,keyboard.write,keyboard.send,keyboard.press_and_release,pynput.keyboard.Controller().type} | keys.send | data=0
{print,sys.stdout.write,sys.stderr.write,logging.info} | output | data=0
{warnings.filterwarnings} | | 
{git.Repo.clone_from} | net.fetch file.write | address=0 path=1 | >network
{sys.settrace} | debug.check |
{locals,globals,vars} | |
{os.geteuid().__eq__} | |
`;

/** Read without a call. */
export const ATTRIBUTES = `
os.environ | env.all | | >environment
os.environ[] | env.read | name=0 | >environment =%{0}%
{sys.platform,os.name} | host.platform | | >identity
sys.argv | | | >arguments
sys.executable | | | =python
`;
