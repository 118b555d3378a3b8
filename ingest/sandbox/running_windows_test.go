package sandbox

import "golang.org/x/sys/windows"

// running reports whether a process is there.
func running(pid int) bool {
	p, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, uint32(pid))
	if err != nil {
		return false
	}
	defer windows.CloseHandle(p) //nolint:errcheck // a handle for this call only
	var code uint32
	return windows.GetExitCodeProcess(p, &code) == nil && code == 259 // STILL_ACTIVE
}
