package pdftext

// unlock makes the streams of an encrypted file readable, if it opens without a
// password.
func (r *repaired) unlock() error { return ErrLocked }
