# expect: programs that are no Python, by subprocess and posix_spawn, each with its start, wait and status; one that is not there (takes no argument)
import os
import subprocess

print(subprocess.run(['sh', '-c', 'exit 3']).returncode)
with subprocess.Popen(['sleep', '9']) as program:
    program.terminate()
    print(program.wait())
print(subprocess.run('echo hello', shell=True, capture_output=True, text=True).stdout.strip())
try:
    subprocess.run(['/nowhere/at/all'])
except FileNotFoundError:
    print('not there')
pid = os.posix_spawn('/bin/sh', ['sh', '-c', 'exit 4'], os.environ)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
os.execv('/bin/echo', ['echo', 'replaced'])
