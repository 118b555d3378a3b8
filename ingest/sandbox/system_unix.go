//go:build unix

package sandbox

import (
	"os"
	"os/exec"
	"syscall"
)

// own gives the child a process group, so that it and what it starts are ended
// together, and a ^C at the terminal goes to the parent alone.
func own(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func kill(p *os.Process) {
	if syscall.Kill(-p.Pid, syscall.SIGKILL) != nil {
		_ = p.Kill() // it has ended, or the group is not there
	}
}

// endSelf ends this process and its group, which is its own if it leads it.
func endSelf() {
	if syscall.Getpgrp() == os.Getpid() {
		_ = syscall.Kill(0, syscall.SIGKILL)
	}
	os.Exit(1)
}
