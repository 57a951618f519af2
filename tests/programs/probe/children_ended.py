# expect: children of os.fork reaped by wait, wait3, wait4 and waitid; a child killed by a signal; nobody there to wait for (takes no argument)
import os
import signal


def child(status):
    pid = os.fork()
    if pid == 0:
        os._exit(status)
    return pid


child(1)
print(os.waitstatus_to_exitcode(os.wait()[1]))
child(2)
print(os.waitstatus_to_exitcode(os.wait3(0)[1]))
print(os.waitstatus_to_exitcode(os.wait4(child(3), 0)[1]))
print(os.waitid(os.P_PID, child(4), os.WEXITED).si_status)
pid = os.fork()
if pid == 0:
    signal.pause()
    os._exit(0)
os.kill(pid, signal.SIGTERM)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
try:
    os.wait()
except ChildProcessError as error:
    print('none')
